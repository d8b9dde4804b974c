import { placedPerBlock } from '../model/perBlock.ts';
import type { TemplateBlock } from '../model/templateBlock.ts';
import type { TemplateModel } from '../model/templateModel.ts';
import type { TemplateSpan } from '../model/templateSpan.ts';
import { moveSpan, toSpan } from '../model/templateSpan.ts';
import { readValue } from '../rules/valueRules.ts';
import type { TemplateEntry } from '../templateEntry.ts';
import { rangeInValue } from '../templateEntry.ts';

/** A colour by the share of its parts, each from 0 to 1. */
export interface Colour {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}

/** A colour and the text that says it, without its quotes. */
export interface TemplateColour {
  readonly span: TemplateSpan;
  readonly colour: Colour;
}

/** The texts of arrays that are HTML colours and nothing else. */
export function templateColours(model: TemplateModel): readonly TemplateColour[] {
  return model.blocks.flatMap((placed) => blockColours(placed));
}

/** How a colour can be written in the place of another one. */
export function colourPresentations({ red, green, blue }: Colour): readonly string[] {
  const parts = [red, green, blue].map((part) =>
    Math.round(Math.min(Math.max(part, 0), 1) * 255)
      .toString(16)
      .padStart(2, '0'),
  );
  const isShort = parts.every((part) => part.charAt(0) === part.charAt(1));
  const long = `#${parts.join('')}`;
  return isShort ? [long, `#${parts.map((part) => part.charAt(0)).join('')}`] : [long];
}

const blockColours = placedPerBlock(readColours, ({ span, colour }, lines) => ({
  span: moveSpan(span, lines),
  colour,
}));

/** Hardly any block has a colour, so most need not be read. */
function readColours(block: TemplateBlock): readonly TemplateColour[] {
  if (!block.text.includes('"#')) return [];
  return block.readings.flatMap(({ entries }) => entries.flatMap(coloursOf));
}

function coloursOf(entry: TemplateEntry): readonly TemplateColour[] {
  const value = readValue(entry);
  if (value.kind !== 'array') return [];
  return value.array.elements.slice(1).flatMap((element) => {
    if (element.kind !== 'string') return [];
    const colour = readColour(entry.value.slice(element.start + 1, element.end - 1));
    const range = rangeInValue(entry, element.start + 1, element.end - 1);
    return colour ? { span: toSpan(range), colour } : [];
  });
}

function readColour(text: string): Colour | undefined {
  if (!/^#(?:[\da-f]{3}|[\da-f]{6})$/i.test(text)) return undefined;
  const size = text.length === 4 ? 1 : 2;
  const part = (index: number) => {
    const digits = text.slice(1 + index * size, 1 + (index + 1) * size);
    return parseInt(size === 1 ? digits + digits : digits, 16) / 255;
  };
  return { red: part(0), green: part(1), blue: part(2) };
}
