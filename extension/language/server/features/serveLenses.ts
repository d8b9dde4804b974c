import type { CodeLens, Connection } from 'vscode-languageserver/node';
import { configPath } from '../../../../runtime/project/index.ts';
import type { FilePlace, LensAction, TemplateLens } from '../../../../runtime/template/index.ts';
import { newTemplate } from '../../../../runtime/template/index.ts';
import type { LensPlace, LensPlugin } from '../lensCommands.ts';
import { lensCommands } from '../lensCommands.ts';
import type { ProjectFile } from '../projects.ts';
import type { KnownTemplate, TemplateAccess } from '../templateAccess.ts';
import { uriOf } from '../uris.ts';

/** Answers the lines above the section of a template and above the class of a plugin. */
export function serveLenses(connection: Connection, access: TemplateAccess): void {
  const inTemplate = access.answer('show lenses in', [] as CodeLens[], async (template) => {
    if (!(await access.settingsOf(template.uri)).hasCodeLenses) return [];
    const { model, facts } = template;
    return access.service
      .codeLenses(model, facts)
      .filter(({ needsTrust }) => !needsTrust || access.editor().isTrusted)
      .flatMap((lens) => toCodeLens(lens, template, access));
  });
  connection.onCodeLens(async (params) => {
    const { uri } = params.textDocument;
    const file = access.fileOf(uri);
    const lenses = file?.view.classLensesOf(file.path) ?? [];
    if (!file || lenses.length === 0) return inTemplate(params);
    if (!(await access.settingsOf(uri)).hasCodeLenses) return [];
    return lenses
      .filter(({ needsTrust }) => !needsTrust || access.editor().isTrusted)
      .flatMap((lens) => toCodeLens(lens, placeOf(file), access));
  });
}

/** Where what a lens leads to is looked for. */
type LensHome = Pick<KnownTemplate, 'project' | 'uriOfFile' | 'view'>;

function placeOf({ root, view }: ProjectFile): LensHome {
  return { project: uriOf(root), uriOfFile: (path) => uriOf(`${root}/${path}`), view };
}

function toCodeLens(
  { range, title, plugin, action }: TemplateLens,
  { project, uriOfFile, view }: LensHome,
  access: TemplateAccess,
): readonly CodeLens[] {
  if (!access.editor().hasCommands || project === undefined || !uriOfFile) {
    return action.kind === 'showReads' ? [{ range, command: { title, command: '' } }] : [];
  }
  const [command, argument] = whereTo(action, { project, className: plugin }, { uriOfFile, view });
  return [{ range, command: { title, command, ...(argument && { arguments: [argument] }) } }];
}

const pluginListOption = { section: 'plugins', option: 'pluginList' };

/** The command of a lens and what it takes. */
function whereTo(
  action: LensAction,
  plugin: LensPlugin,
  { uriOfFile, view }: Pick<LensHome, 'view'> & { readonly uriOfFile: (path: string) => string },
): readonly [command: string, argument?: object] {
  const toPlace = ({ file, line, startCol }: FilePlace): LensPlace => ({
    uri: uriOfFile(file),
    line,
    character: startCol,
  });
  switch (action.kind) {
    case 'run':
    case 'debug':
    case 'enable':
    case 'createClass':
      return [lensCommands[action.kind], plugin];
    case 'createTemplate':
      return [lensCommands.createTemplate, { ...plugin, text: templateOf(plugin, view) }];
    case 'openClass':
      return [lensCommands.open, toPlace(action.place)];
    case 'openTemplate':
      return [lensCommands.open, toPlace(topOf(action.file))];
    case 'openConfig':
      return [lensCommands.open, { ...toPlace(topOf(configPath)), option: pluginListOption }];
    case 'showReads':
      if (action.places.length === 0) return [''];
      return [lensCommands.showPlaces, action.places.map(toPlace)];
  }
}

/** The template that a class would want. */
function templateOf({ className }: LensPlugin, view: LensHome['view']): string {
  return newTemplate(className, view?.factsOf(`src/config/plugins/${className}.ini`)?.reads ?? []);
}

function topOf(file: string): FilePlace {
  return { file, line: 0, startCol: 0, endCol: 0 };
}
