import type { TemplateEntry } from '../templateEntry.ts';
import type { TemplateBlock } from './templateBlock.ts';

/** A declaration and the section it stands in, without blanks at the ends of the section's name. */
export interface FoundEntry {
  readonly entry: TemplateEntry;
  readonly section: string;
}

/** The declaration that a line of a block belongs to, if it belongs to one. */
export function entryAt(block: TemplateBlock, line: number): FoundEntry | undefined {
  const { sections } = block.document;
  for (const [index, { entries }] of block.readings.entries()) {
    const entry = entries.find(
      ({ nameRange, parts }) =>
        nameRange.line <= line && line <= (parts.at(-1)?.line ?? nameRange.line),
    );
    if (entry) return { entry, section: sections[index]?.name.trim() ?? '' };
  }
  return undefined;
}

/** How many units of the value precede a place of a line; blanks behind it are its end. */
export function valueOffset(
  { parts, starts }: TemplateEntry,
  line: number,
  character: number,
): number | undefined {
  const index = parts.findIndex((part) => part.line === line);
  const part = parts[index];
  if (!part || character < part.character) return undefined;
  return (starts[index] ?? 0) + Math.min(character - part.character, part.end - part.start);
}
