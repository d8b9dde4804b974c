import type { IniPosition } from '../../ini/index.ts';
import { placedPerBlock } from '../model/perBlock.ts';
import type { TemplateModel } from '../model/templateModel.ts';
import type { TemplateSpan } from '../model/templateSpan.ts';
import { isBefore, toSpan } from '../model/templateSpan.ts';
import { typedEntries } from '../model/typedEntries.ts';
import { rangeInValue } from '../templateEntry.ts';

/** A word that an editor shows before an element. */
export interface TemplateInlayHint {
  readonly position: IniPosition;
  /** Such as `default:` */
  readonly label: string;
  readonly tooltip: string;
}

/** The name of each element of the arrays in a range of lines. */
export function inlayHints(
  model: TemplateModel,
  range: TemplateSpan,
): readonly TemplateInlayHint[] {
  const hints: TemplateInlayHint[] = [];
  for (const placed of model.blocks) {
    const { block, firstLine } = placed;
    if (firstLine + block.lineEnds < range.start.line) continue;
    if (firstLine > range.end.line) break;
    for (const hint of blockHints(placed)) {
      if (!isBefore(hint.position, range.start) && !isBefore(range.end, hint.position)) {
        hints.push(hint);
      }
    }
  }
  return hints;
}

const blockHints = placedPerBlock(
  (block): readonly TemplateInlayHint[] =>
    typedEntries(block).flatMap(({ entry, type, elements }) =>
      type.arguments.slice(0, elements.length).flatMap(({ name, doc }, index) => {
        const element = elements[index];
        if (!element) return [];
        const { start } = toSpan(rangeInValue(entry, element.start, element.end));
        return { position: start, label: `${name}:`, tooltip: doc };
      }),
    ),
  (hint, lines) => ({
    ...hint,
    position: { line: hint.position.line + lines, character: hint.position.character },
  }),
);
