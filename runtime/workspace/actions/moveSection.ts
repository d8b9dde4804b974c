import type { TemplateEdit, TemplateModel } from '../../template/index.ts';
import { pluginOf } from '../projectIndex.ts';

/** A plugin's section in a file of its own, and the edit that takes it out of this one. */
export interface MovedSection {
  readonly plugin: string;
  readonly text: string;
  readonly edit: TemplateEdit;
}

/** Moves the section whose header is in this line: all of its lines but comments and blanks at its end. */
export function moveSection(model: TemplateModel, line: number): MovedSection | undefined {
  const { block, firstLine } = model.blockAt(line);
  const section = block.document.sections.find(
    ({ header }) => header?.range.line === line - firstLine,
  );
  const plugin = section && pluginOf(section.name);
  if (!section || plugin === undefined || !/^[A-Za-z_]\w*$/.test(plugin)) return undefined;
  const last = firstLine + section.lastLine;
  const lines: string[] = [];
  for (let at = line; at <= last; at++) lines.push(model.lineText(at));
  const isAtEnd = last + 1 >= model.lineCount;
  const end = isAtEnd
    ? { line: last, character: model.lineText(last).length }
    : { line: last + 1, character: 0 };
  const { lineEnd } = block.lines;
  return {
    plugin,
    text: lines.join(lineEnd) + lineEnd,
    edit: { start: { line, character: 0 }, end, text: '' },
  };
}
