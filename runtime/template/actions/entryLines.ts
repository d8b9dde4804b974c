import type { TemplateModel } from '../model/templateModel.ts';
import type { TemplateEntry } from '../templateEntry.ts';
import { withoutLines } from './lineEdits.ts';
import type { TemplateEdit } from './templateAction.ts';

/** Takes a declaration out; comments between its lines stay. */
export function withoutEntry(
  model: TemplateModel,
  firstLine: number,
  entry: TemplateEntry,
): readonly TemplateEdit[] {
  const lines = [entry.nameRange, ...entry.parts.filter(({ start, end }) => start < end)].map(
    ({ line }) => line + firstLine,
  );
  return runsOf(lines).map(([first, last]) => withoutLines(model, first, last));
}

/** Ascending lines as runs of neighbours. */
function runsOf(lines: readonly number[]): readonly (readonly [number, number])[] {
  const runs: [number, number][] = [];
  for (const line of lines) {
    const run = runs.at(-1);
    if (run && line <= run[1] + 1) run[1] = line;
    else runs.push([line, line]);
  }
  return runs;
}
