import type { IniOption, IniSection } from '../../ini/index.ts';
import { perBlock } from '../model/perBlock.ts';
import type { TemplateBlock } from '../model/templateBlock.ts';
import { percentUses } from '../percentUses.ts';
import { blanksBefore, isBlankText } from './blankText.ts';
import type { FormatStyle } from './formatOptions.ts';
import type { Gap } from './optionGaps.ts';
import { nameGaps, valueGaps } from './optionGaps.ts';

/** A change of blanks in one line. */
export interface LineEdit extends Gap {
  readonly line: number;
  /** The last line of the declaration it is a part of. */
  readonly lastLine: number;
  /** The lower-case name of the variable whose value gets other blanks. */
  readonly value?: string;
}

const layouts = [0, 1, 2, 3].map((bits) =>
  perBlock((block: TemplateBlock) =>
    readLayout(block, { spaceAroundEquals: bits >= 2, spaceAfterComma: bits % 2 === 1 }),
  ),
);

/** What the style changes in the lines of a block, if all of them were free of errors. */
export function blockLayout(block: TemplateBlock, style: FormatStyle): readonly LineEdit[] {
  const bits =
    (style.spaceAroundEquals === true ? 2 : 0) + (style.spaceAfterComma === true ? 1 : 0);
  return layouts[bits]?.(block) ?? [];
}

/** The lower-case names that the values of a block refer to as `%(name)s`. */
export const referencesOf = perBlock(({ document }): readonly string[] =>
  document.sections.flatMap(({ options }) =>
    options.flatMap(({ value }) =>
      value.includes('%(') ? percentUses(value).flatMap(({ reference }) => reference ?? []) : [],
    ),
  ),
);

function readLayout(block: TemplateBlock, style: FormatStyle): readonly LineEdit[] {
  const { sections } = block.document;
  const fixed = fixedLines(sections);
  return [
    ...block.lines.starts.flatMap((_, line) =>
      fixed.has(line) ? [] : trailingBlanks(block, line),
    ),
    ...sections.flatMap(({ options }) =>
      options.flatMap((option) => optionEdits(block, option, style)),
    ),
  ];
}

/** Lines of declarations, comments between them included, and lines that say nothing. */
function fixedLines(sections: readonly IniSection[]): ReadonlySet<number> {
  const fixed = new Set<number>();
  for (const { options, unparsed } of sections) {
    for (const { line } of unparsed) fixed.add(line);
    for (const { nameRange, continuation } of options) {
      const last = continuation.at(-1)?.line ?? nameRange.line;
      for (let { line } = nameRange; line <= last; line++) fixed.add(line);
    }
  }
  return fixed;
}

function trailingBlanks(block: TemplateBlock, line: number): readonly LineEdit[] {
  const text = block.lineText(line);
  const start = blanksBefore(text, text.length);
  if (start === text.length) return [];
  // A lone CR above would become one line end with what follows.
  const lineStart = block.lines.starts[line] ?? 0;
  if (start === 0 && block.text.charAt(lineStart - 1) === '\r') return [];
  return [{ line, start, end: text.length, text: '', lastLine: line }];
}

function optionEdits(
  block: TemplateBlock,
  option: IniOption,
  style: FormatStyle,
): readonly LineEdit[] {
  const { nameRange, key, continuation } = option;
  const { line } = nameRange;
  const text = block.lineText(line);
  if (nameRange.character > 0 || (key === 'rem' && style.spaceAroundEquals === true)) return [];
  const inValue = valueGaps(option, style);
  if (!inValue) return [];
  const around = nameGaps(option, text.length, style);
  if ([...around, ...inValue].some((gap) => !isBlankText(textIn(text, gap)))) return [];
  const lastLine = continuation.at(-1)?.line ?? line;
  const toEdit = (gap: Gap): LineEdit => ({ line, ...gap, lastLine });
  return [
    ...around.map(toEdit),
    ...inValue.map((gap): LineEdit => ({ ...toEdit(gap), value: key })),
  ].filter((edit) => textIn(text, edit) !== edit.text);
}

function textIn(line: string, { start, end }: Gap): string {
  return line.slice(start, end);
}
