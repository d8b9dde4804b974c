import type { CodeAction, CodeActionParams, Command, Connection } from 'vscode-languageserver/node';
import type { TemplateAction, TemplateActionChange } from '../../../../runtime/template/index.ts';
import { toDiagnostic } from '../protocol/diagnostics.ts';
import { toWorkspaceEdit } from '../protocol/workspaceEdit.ts';
import type { KnownTemplate, TemplateAccess } from '../templateAccess.ts';
import { uriOf } from '../uris.ts';

/** Answers what can be done at a place; always from the text as it is now. */
export function serveActions(connection: Connection, access: TemplateAccess): void {
  const inTemplate = access.answer(
    'mend',
    [] as CodeAction[],
    async (template, { range, context }: CodeActionParams) => {
      const { severities, isPortabilityOn } = await access.settingsOf(template.uri);
      const { model, facts } = template;
      const own = access.service.templateActions(model, range, {
        severities,
        isPortabilityOn,
        facts,
        only: context.only,
        further: access.furtherOf(template.uri),
      });
      return own.flatMap((action) => toCodeAction(action, template, access));
    },
  );
  connection.onCodeAction(async (params) => [
    ...(await inTemplate(params)),
    ...acrossFiles(params, access),
  ]);
}

/** What mends findings that come of several files, in templates and in `etc`. */
function acrossFiles(
  { textDocument: { uri }, range, context }: CodeActionParams,
  access: TemplateAccess,
): readonly CodeAction[] {
  const file = access.fileOf(uri);
  if (!file || !wantsMends(context.only)) return [];
  const home = { uri, uriOfFile: (path: string) => uriOf(`${file.root}/${path}`) };
  return file.view
    .actionsOf(file.path, range)
    .flatMap((action) => toCodeAction(action, home, access));
}

/** The file that an action is about. */
type ActionHome = Pick<KnownTemplate, 'uri' | 'uriOfFile'>;

function wantsMends(only: readonly string[] | undefined): boolean {
  return only?.some((each) => each === '' || each === 'quickfix') ?? true;
}

/** None where the editor cannot do it. */
function toCodeAction(
  { title, kind, isPreferred, diagnostics, change }: TemplateAction,
  template: ActionHome,
  access: TemplateAccess,
): readonly CodeAction[] {
  const what =
    change.ask === undefined ? edited(change, template, access) : asked(change.ask, access);
  if (!what) return [];
  const links = access.linksOf(template);
  return [
    {
      title,
      kind,
      diagnostics: diagnostics.map((each) => toDiagnostic(each, links)),
      ...(isPreferred && { isPreferred }),
      ...what,
    },
  ];
}

function edited(
  change: TemplateActionChange,
  { uri, uriOfFile }: ActionHome,
  access: TemplateAccess,
): Pick<CodeAction, 'edit'> | undefined {
  const { canChangeFiles } = access.editor();
  const edit = toWorkspaceEdit(change, { uri, uriOfFile, canChangeFiles });
  return edit && { edit };
}

/** What only the editor's own commands can do. */
const ownCommands: Readonly<Record<NonNullable<TemplateActionChange['ask']>, string>> = {
  'reopen-with-encoding': 'workbench.action.editor.changeEncoding',
  'save-without-mark': 'workbench.action.editor.changeEncoding',
  'convert-line-ends': 'workbench.action.editor.changeEOL',
};

function asked(
  ask: NonNullable<TemplateActionChange['ask']>,
  access: TemplateAccess,
): { readonly command: Command } | undefined {
  return access.editor().hasCommands
    ? { command: { title: 'Open', command: ownCommands[ask] } }
    : undefined;
}
