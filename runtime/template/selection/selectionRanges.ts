import type { IniPosition } from '../../ini/index.ts';
import { blockEnd } from '../folding/blockEnd.ts';
import type { PlacedBlock } from '../model/templateBlock.ts';
import type { TemplateModel } from '../model/templateModel.ts';
import type { TemplateSpan } from '../model/templateSpan.ts';
import { isBefore, lineEndIn, moveSpan, toSpan } from '../model/templateSpan.ts';
import { entrySpans } from './entrySpans.ts';

/**
 * For each place what may be selected around it, from the word to the file; each span holds the place
 * and is larger than the one before.
 */
export function selectionRanges(
  model: TemplateModel,
  positions: readonly IniPosition[],
): readonly (readonly TemplateSpan[])[] {
  const lastLine = model.lineCount - 1;
  const end = { line: lastLine, character: model.lineText(lastLine).length };
  const file = { start: { line: 0, character: 0 }, end };
  return positions.map((position) => {
    const inside = clamp(model, position);
    const placed = model.blockAt(inside.line);
    const isLast = placed === model.blocks.at(-1);
    const line = inside.line - placed.firstLine;
    const spans = blockSpans(placed, { line, character: inside.character }, isLast);
    return growing([...spans.map((span) => moveSpan(span, placed.firstLine)), file], inside);
  });
}

function clamp(model: TemplateModel, { line, character }: IniPosition): IniPosition {
  if (line < 0) return { line: 0, character: 0 };
  const inside = Math.min(line, model.lineCount - 1);
  const length = model.lineText(inside).length;
  return {
    line: inside,
    character: inside < line ? length : Math.min(Math.max(character, 0), length),
  };
}

/** Those that hold the place and all of the one before, and more. */
function growing(spans: readonly TemplateSpan[], place: IniPosition): readonly TemplateSpan[] {
  const kept: TemplateSpan[] = [];
  for (const span of spans) {
    const before = kept.at(-1) ?? { start: place, end: place };
    const holds = !isBefore(before.start, span.start) && !isBefore(span.end, before.end);
    const grows = isBefore(span.start, before.start) || isBefore(before.end, span.end);
    if (holds && grows) kept.push(span);
  }
  return kept.length > 0 ? kept : spans.slice(-1);
}

/** From small to large; some of them may not hold the place. */
function blockSpans(
  { block }: PlacedBlock,
  place: IniPosition,
  isLast: boolean,
): readonly TemplateSpan[] {
  const { sections, comments } = block.document;
  const index = sections.findLastIndex(
    ({ header }) => header !== undefined && header.range.line <= place.line,
  );
  const section = sections[index];
  const own = blockEnd(block);
  const lastLine = isLast ? own.final : own.followed;
  const sectionEnd = index === sections.length - 1 ? lastLine : (section?.lastLine ?? 0);
  const comment = comments.find(({ range }) => range.line === place.line);
  return [
    wordSpan(block.lineText(place.line), place),
    ...(comment ? commentSpans(block.document.textOf(comment.range), toSpan(comment.range)) : []),
    ...(section?.header ? [toSpan(section.header.name), toSpan(section.header.range)] : []),
    ...block.readings.flatMap(({ entries }) => entrySpans(entries, place)),
    { start: { line: place.line, character: 0 }, end: lineEndIn(block, place.line) },
    ...(section?.header
      ? [{ start: toSpan(section.header.range).start, end: lineEndIn(block, sectionEnd) }]
      : []),
  ];
}

/** The text of a comment, then the whole of it. */
function commentSpans(text: string, span: TemplateSpan): readonly TemplateSpan[] {
  const sign = /^[#;]+[ \t]*/.exec(text)?.[0].length ?? 0;
  const start = { line: span.start.line, character: span.start.character + sign };
  return [{ start, end: span.end }, span];
}

function wordSpan(text: string, { line, character }: IniPosition): TemplateSpan {
  let start = character;
  while (start > 0 && isInWord(text.charAt(start - 1))) start--;
  let end = character;
  while (end < text.length && isInWord(text.charAt(end))) end++;
  return { start: { line, character: start }, end: { line, character: end } };
}

/** The same units as in the word pattern of the language. */
function isInWord(unit: string): boolean {
  return !/[\s[\]{}"'=:,;#]/.test(unit);
}
