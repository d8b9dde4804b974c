import type { CodeAction, Command, Connection } from 'vscode-languageserver/node';
import type { TemplateAction, TemplateActionChange } from '../../../../runtime/template/index.ts';
import { toDiagnostic } from '../protocol/diagnostics.ts';
import { toWorkspaceEdit } from '../protocol/workspaceEdit.ts';
import type { KnownTemplate, TemplateAccess } from '../templateAccess.ts';

/** Answers what can be done at a place; always from the text as it is now. */
export function serveActions(connection: Connection, access: TemplateAccess): void {
  connection.onCodeAction(
    access.answer('mend', [] as CodeAction[], async (template, { range, context }) => {
      const { severities, isPortabilityOn } = await access.settingsOf(template.uri);
      const { model, facts } = template;
      const own = access.service.templateActions(model, range, {
        severities,
        isPortabilityOn,
        facts,
        only: context.only,
        further: access.furtherOf(template.uri),
      });
      const file = wantsMends(context.only) ? access.fileOf(template.uri) : undefined;
      const across = file?.view.actionsOf(file.path, range) ?? [];
      return [...own, ...across].flatMap((action) => toCodeAction(action, template, access));
    }),
  );
}

function wantsMends(only: readonly string[] | undefined): boolean {
  return only?.some((each) => each === '' || each === 'quickfix') ?? true;
}

/** None where the editor cannot do it. */
function toCodeAction(
  { title, kind, isPreferred, diagnostics, change }: TemplateAction,
  template: KnownTemplate,
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
  { uri, uriOfFile }: KnownTemplate,
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
