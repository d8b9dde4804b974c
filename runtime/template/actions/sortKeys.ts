import type { TemplateModel } from '../model/templateModel.ts';
import type { PlacedBlock } from '../model/templateBlock.ts';
import { validateModel } from '../model/validateModel.ts';
import { lineEndOf } from './actionTarget.ts';
import { textOfLines } from './lineEdits.ts';
import type { TemplateEdit } from './templateAction.ts';

/**
 * Edits that put the variables of each section in the order of their names. Comments go with the
 * variable below them, and blank lines are borders that nothing crosses.
 */
export function sortKeys(model: TemplateModel): readonly TemplateEdit[] {
  const errors = new Set(
    validateModel(model)
      .filter(({ severity }) => severity === 'error')
      .map(({ range }) => model.blockAt(range.start.line).block),
  );
  return model.blocks
    .filter(({ block }) => !errors.has(block))
    .flatMap((placed) => sortBlock(model, placed));
}

/** A variable with the comments above it. */
interface KeyLines {
  readonly name: string;
  readonly lines: readonly string[];
}

function sortBlock(model: TemplateModel, { block, firstLine }: PlacedBlock): TemplateEdit[] {
  const names = new Map<number, string>();
  for (const { entries } of block.readings) {
    for (const { name, nameRange } of entries) names.set(nameRange.line, name);
  }
  const edits: TemplateEdit[] = [];
  let start = 1;
  for (let line = 1; line <= block.lineEnds + 1; line++) {
    const isBorder = line > block.lineEnds || block.lineText(line).trim() === '';
    if (!isBorder) continue;
    edits.push(
      ...sortRun(
        model,
        firstLine + start,
        firstLine + line - 1,
        keyLines(block, names, start, line),
      ),
    );
    start = line + 1;
  }
  return edits;
}

/** The variables of the lines `[start, end)`, the comments after the last one left out. */
function keyLines(
  block: PlacedBlock['block'],
  names: ReadonlyMap<number, string>,
  start: number,
  end: number,
): readonly KeyLines[] {
  const keys: { name: string; lines: string[] }[] = [];
  let comments: string[] = [];
  for (let line = start; line < end; line++) {
    const text = block.lineText(line);
    const name = names.get(line);
    if (/^[#;]/.test(text)) comments.push(text);
    else if (name !== undefined) {
      keys.push({ name, lines: [...comments, text] });
      comments = [];
    } else {
      keys.at(-1)?.lines.push(...comments, text);
      comments = [];
    }
  }
  return keys;
}

function sortRun(
  model: TemplateModel,
  first: number,
  last: number,
  keys: readonly KeyLines[],
): TemplateEdit[] {
  const sorted = keys
    .toSorted((a, b) => compareNames(a.name, b.name))
    .flatMap(({ lines }) => lines);
  const before = keys.flatMap(({ lines }) => lines);
  const isSame = sorted.every((line, index) => line === before[index]);
  const end = first + sorted.length - 1;
  if (isSame || end > last) return [];
  if (textOfLines(model, first, end).join('\n') !== before.join('\n')) return [];
  const text = sorted.join(lineEndOf(model));
  const endPlace = { line: end, character: model.lineText(end).length };
  return [{ start: { line: first, character: 0 }, end: endPlace, text }];
}

/** Capitals do not count, as in the reader; no locale decides. */
function compareNames(a: string, b: string): number {
  const [one, other] = [a.toLowerCase(), b.toLowerCase()];
  return one < other ? -1 : one > other ? 1 : 0;
}
