import type { IniRange, IniSection } from '../../ini/index.ts';
import { skipBlanks, trimBlanks } from '../../ini/index.ts';
import { blockEnd } from '../folding/blockEnd.ts';
import { placedPerBlock } from '../model/perBlock.ts';
import type { PlacedBlock, TemplateBlock } from '../model/templateBlock.ts';
import type { TemplateSpan } from '../model/templateSpan.ts';
import { lineEndIn, moveSpan, toSpan } from '../model/templateSpan.ts';
import { readValue } from '../rules/valueRules.ts';
import type { TemplateEntry } from '../templateEntry.ts';
import type { VariableKind } from './describeValue.ts';
import { describeValue } from './describeValue.ts';

/** A section or variable in an outline. */
export interface TemplateSymbol {
  readonly name: string;
  /** A variable's type and default. */
  readonly detail: string;
  readonly kind: 'section' | VariableKind;
  /** All its lines; those of its children are inside. */
  readonly range: TemplateSpan;
  /** Its name. */
  readonly nameRange: TemplateSpan;
  readonly children: readonly TemplateSymbol[];
}

/** The sections of a block, without their variables yet; `isLast`: whether the file ends with it. */
export function sectionSymbols(placed: PlacedBlock, isLast: boolean): readonly TemplateSymbol[] {
  return isLast ? finalSections(placed) : followedSections(placed);
}

const followedSections = placedPerBlock(
  (block) => readSections(block, blockEnd(block).followed),
  moveSymbol,
);
const finalSections = placedPerBlock(
  (block) => readSections(block, blockEnd(block).final),
  moveSymbol,
);

function readSections(block: TemplateBlock, lastLine: number): readonly TemplateSymbol[] {
  const { sections } = block.document;
  return sections.flatMap((section, index) => {
    const end = index === sections.length - 1 ? lastLine : section.lastLine;
    return section.header ? [sectionSymbol(block, section, section.header, end)] : [];
  });
}

function sectionSymbol(
  block: TemplateBlock,
  section: IniSection,
  header: { readonly range: IniRange; readonly name: IniRange },
  lastLine: number,
): TemplateSymbol {
  const name = nameOf(section);
  return {
    name: name === '' ? '[]' : name,
    detail: '',
    kind: 'section',
    range: { start: toSpan(header.range).start, end: lineEndIn(block, lastLine) },
    nameRange: toSpan(name === '' ? header.range : header.name),
    children: [],
  };
}

/** The name of a section without blanks at its ends. */
export function nameOf({ name }: Pick<IniSection, 'name'>): string {
  const end = trimBlanks(name, 0, name.length);
  return name.slice(skipBlanks(name, 0, end), end);
}

/** The variables of each section of a block, those above any header first. */
export const variableSymbols = placedPerBlock(
  (block): readonly (readonly TemplateSymbol[])[] =>
    block.readings.map(({ entries }) => entries.map(variableSymbol)),
  (symbols, lines) => symbols.map((symbol) => moveSymbol(symbol, lines)),
);

function variableSymbol(entry: TemplateEntry): TemplateSymbol {
  const { name, nameRange, delimiter, parts } = entry;
  const lastPart = parts.findLast((part) => part.start < part.end) ?? delimiter;
  return {
    name,
    ...describeValue(entry, readValue(entry)),
    range: { start: toSpan(nameRange).start, end: toSpan(lastPart).end },
    nameRange: toSpan(nameRange),
    children: [],
  };
}

function moveSymbol(symbol: TemplateSymbol, lines: number): TemplateSymbol {
  const { range, nameRange } = symbol;
  return { ...symbol, range: moveSpan(range, lines), nameRange: moveSpan(nameRange, lines) };
}
