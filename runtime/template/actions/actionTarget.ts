import type { IniDocument, IniRange } from '../../ini/index.ts';
import type { TemplateDiagnostic } from '../findings.ts';
import type { PluginFacts } from '../model/pluginFacts.ts';
import type { TemplateBlock } from '../model/templateBlock.ts';
import type { TemplateModel } from '../model/templateModel.ts';
import type { TemplateEntry } from '../templateEntry.ts';
import type { TemplateEdit } from './templateAction.ts';

/** A declaration and the name of the section it stands in, blanks at its ends left out. */
export interface EntryPlace {
  readonly entry: TemplateEntry;
  readonly section: string;
}

/** A diagnostic and what stands at its place in the template as it is now. */
export interface ActionTarget {
  readonly model: TemplateModel;
  readonly diagnostic: TemplateDiagnostic;
  readonly block: TemplateBlock;
  /** The line of the file that is the block's line zero. */
  readonly firstLine: number;
  /** The diagnostic's range in the block. */
  readonly range: IniRange;
  /** What the diagnostic marks. */
  readonly text: string;
  /** The declaration in whose lines the diagnostic is. */
  readonly place: EntryPlace | undefined;
  readonly facts: PluginFacts | undefined;
}

/** What stands where a diagnostic is. */
export function targetOf(
  model: TemplateModel,
  diagnostic: TemplateDiagnostic,
  facts: PluginFacts | undefined,
): ActionTarget {
  const { block, firstLine } = model.blockAt(diagnostic.range.start.line);
  const { start, end } = diagnostic.range;
  const line = start.line - firstLine;
  const lineStart = block.lines.starts[line] ?? 0;
  const range = {
    start: lineStart + start.character,
    end: lineStart + end.character,
    line,
    character: start.character,
  };
  const text = block.text.slice(range.start, range.end);
  const place = entryAt(block, line);
  return { model, diagnostic, block, firstLine, range, text, place, facts };
}

const entriesByLine = new WeakMap<TemplateBlock, ReadonlyMap<number, EntryPlace>>();

/** The declaration that a line of a block belongs to. */
export function entryAt(block: TemplateBlock, line: number): EntryPlace | undefined {
  let known = entriesByLine.get(block);
  if (!known) {
    known = mapEntries(block);
    entriesByLine.set(block, known);
  }
  return known.get(line);
}

function mapEntries(block: TemplateBlock): ReadonlyMap<number, EntryPlace> {
  const byLine = new Map<number, EntryPlace>();
  for (const [index, { entries }] of block.readings.entries()) {
    const section = block.document.sections[index]?.name.trim() ?? '';
    for (const entry of entries) {
      const place = { entry, section };
      for (const { line } of [entry.nameRange, ...entry.parts]) byLine.set(line, place);
    }
  }
  return byLine;
}

/** A piece of a document and where its first line is in the file. */
interface Piece {
  readonly document: IniDocument;
  readonly firstLine: number;
}

/** An edit of the units `[start, end)` of a block, as one of the file. */
export function editIn(
  { document, firstLine }: Piece,
  start: number,
  end: number,
  text: string,
): TemplateEdit {
  const place = (offset: number): TemplateEdit['start'] => {
    const { line, character } = document.positionAt(offset);
    return { line: line + firstLine, character };
  };
  return { start: place(start), end: place(end), text };
}

/** The line end that new lines of a template should have. */
export function lineEndOf({ blocks }: TemplateModel): '\n' | '\r\n' {
  const withLines = blocks.find(({ block }) => block.lineEnds > 0);
  return withLines?.block.document.lineEnd === '\r\n' ? '\r\n' : '\n';
}
