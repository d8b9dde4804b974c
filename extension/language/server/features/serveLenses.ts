import type { CodeLens, Command, Connection } from 'vscode-languageserver/node';
import type { FilePlace, TemplateLens } from '../../../../runtime/template/index.ts';
import { newTemplate } from '../../../../runtime/template/index.ts';
import type { LensPlace } from '../lensCommands.ts';
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
    return lenses.flatMap((lens) => toCodeLens(lens, placeOf(file), access));
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
  const about = project !== undefined && { project, className: plugin };
  const text = { range, command: { title, command: '' } };
  if (!access.editor().hasCommands || !about || !uriOfFile) {
    return action.kind === 'showReads' ? [text] : [];
  }
  const toPlace = ({ file, line, startCol }: FilePlace): LensPlace => ({
    uri: uriOfFile(file),
    line,
    character: startCol,
  });
  const command = (id: string, argument: unknown): Command => ({
    title,
    command: id,
    arguments: [argument],
  });
  switch (action.kind) {
    case 'run':
    case 'debug':
    case 'enable':
    case 'createClass':
      return [{ range, command: command(lensCommands[action.kind], about) }];
    case 'createTemplate': {
      const reads = view?.factsOf(`src/config/plugins/${plugin}.ini`)?.reads ?? [];
      const template = { ...about, text: newTemplate(plugin, reads) };
      return [{ range, command: command(lensCommands.createTemplate, template) }];
    }
    case 'openClass':
      return [{ range, command: command(lensCommands.open, toPlace(action.place)) }];
    case 'openTemplate':
      return [{ range, command: command(lensCommands.open, toPlace(topOf(action.file))) }];
    case 'openConfig':
      return [{ range, command: command(lensCommands.open, toPlace(topOf('etc/config.ini'))) }];
    case 'showReads':
      if (action.places.length === 0) return [text];
      return [{ range, command: command(lensCommands.showPlaces, action.places.map(toPlace)) }];
  }
}

function topOf(file: string): FilePlace {
  return { file, line: 0, startCol: 0, endCol: 0 };
}
