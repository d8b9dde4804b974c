import type { TemplateModel } from '../model/templateModel.ts';
import { lineEndOf } from './actionTarget.ts';
import type { TemplateEdit } from './templateAction.ts';

/** Adds whole lines above a line of the file. */
export function linesAbove(
  model: TemplateModel,
  line: number,
  lines: readonly string[],
): TemplateEdit {
  const lineEnd = lineEndOf(model);
  const place = { line, character: firstColumn(model, line) };
  return { start: place, end: place, text: lines.map((each) => each + lineEnd).join('') };
}

/** Adds whole lines below a line of the file. */
export function linesBelow(
  model: TemplateModel,
  line: number,
  lines: readonly string[],
): TemplateEdit {
  const lineEnd = lineEndOf(model);
  const place = { line, character: model.lineText(line).length };
  return { start: place, end: place, text: lines.map((each) => lineEnd + each).join('') };
}

/** Adds whole lines at the end of the file, after an empty line where there is text already. */
export function linesAtEnd(model: TemplateModel, lines: readonly string[]): TemplateEdit {
  const lineEnd = lineEndOf(model);
  const line = model.lineCount - 1;
  const last = model.lineText(line);
  const place = { line, character: last.length };
  const before = last === '' || last === '\ufeff' ? '' : lineEnd;
  const gap = line > 0 || before !== '' ? lineEnd : '';
  const text = before + gap + lines.map((each) => each + lineEnd).join('');
  return { start: place, end: place, text };
}

/** Takes out whole lines of the file with their line ends. */
export function withoutLines(model: TemplateModel, first: number, last: number): TemplateEdit {
  const start = { line: first, character: firstColumn(model, first) };
  if (last + 1 < model.lineCount) return { start, end: { line: last + 1, character: 0 }, text: '' };
  const end = { line: last, character: model.lineText(last).length };
  // What the text ends with is the end of the last line that stays.
  const before = first - 1;
  return before < 0
    ? { start, end, text: '' }
    : { start: { line: before, character: model.lineText(before).length }, end, text: '' };
}

/** The content of lines of the file. */
export function textOfLines(model: TemplateModel, first: number, last: number): readonly string[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) =>
    withoutMark(model, first + index),
  );
}

/** A byte-order mark stays where it is. */
export function firstColumn(model: TemplateModel, line: number): number {
  return line === 0 && model.lineText(0).startsWith('\ufeff') ? 1 : 0;
}

function withoutMark(model: TemplateModel, line: number): string {
  return model.lineText(line).slice(firstColumn(model, line));
}
