import type { CodeLens, Command, Connection } from 'vscode-languageserver/node';
import type { FilePlace, TemplateLens } from '../../../../runtime/template/index.ts';
import type { LensPlace } from '../lensCommands.ts';
import { lensCommands } from '../lensCommands.ts';
import type { KnownTemplate, TemplateAccess } from '../templateAccess.ts';

/** Answers the lines above a template's section; without our commands they are words only. */
export function serveLenses(connection: Connection, access: TemplateAccess): void {
  connection.onCodeLens(
    access.answer('show lenses in', [] as CodeLens[], async (template) => {
      if (!(await access.settingsOf(template.uri)).hasCodeLenses) return [];
      const { model, facts } = template;
      return access.service
        .codeLenses(model, facts)
        .filter(({ needsTrust }) => !needsTrust || access.editor().isTrusted)
        .flatMap((lens) => toCodeLens(lens, template, access));
    }),
  );
}

function toCodeLens(
  { range, title, plugin, action }: TemplateLens,
  { project, uriOfFile }: KnownTemplate,
  access: TemplateAccess,
): readonly CodeLens[] {
  const about = project !== undefined && { project, className: plugin };
  const text = { range, command: { title, command: '' } };
  if (!access.editor().hasCommands || !about || !uriOfFile) {
    return action.kind === 'showReads' ? [text] : [];
  }
  const placeOf = ({ file, line, startCol }: FilePlace): LensPlace => ({
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
    case 'createTemplate':
      return [{ range, command: command(lensCommands[action.kind], about) }];
    case 'openClass':
      return [{ range, command: command(lensCommands.open, placeOf(action.place)) }];
    case 'openTemplate':
      return [{ range, command: command(lensCommands.open, placeOf(topOf(action.file))) }];
    case 'openConfig':
      return [{ range, command: command(lensCommands.open, placeOf(topOf('etc/config.ini'))) }];
    case 'showReads':
      if (action.places.length === 0) return [text];
      return [{ range, command: command(lensCommands.showPlaces, action.places.map(placeOf)) }];
  }
}

function topOf(file: string): FilePlace {
  return { file, line: 0, startCol: 0, endCol: 0 };
}
