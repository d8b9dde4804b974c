import type { IniPosition } from '../../ini/index.ts';
import type { TemplateRange } from '../findings.ts';
import type { ArrayElement } from '../jsonModel.ts';
import type { FoundEntry } from '../model/entryAt.ts';
import { entryAt } from '../model/entryAt.ts';
import type { PluginFacts } from '../model/pluginFacts.ts';
import type { PlacedBlock } from '../model/templateBlock.ts';
import type { TemplateModel } from '../model/templateModel.ts';
import { moveSpan, toSpan } from '../model/templateSpan.ts';
import { readValue } from '../rules/valueRules.ts';
import { suppressionsIn } from '../suppressions.ts';
import type { TemplateEntry } from '../templateEntry.ts';
import { rangeInValue } from '../templateEntry.ts';
import type { TemplateCode } from '../templateRules.ts';
import { templateRules } from '../templateRules.ts';
import { findValueType } from '../valueTypes.ts';
import { commentAbove } from './commentAbove.ts';
import { describeArgument, describeTypeName } from './hoverElement.ts';
import { describeSection } from './hoverSection.ts';
import { describeVariable } from './hoverVariable.ts';
import { codeSpan } from './markdown.ts';
import type { LinkTo } from './placeLink.ts';
import { placeholderAt } from './placeholderAt.ts';

/** What is to be said about a place. */
export interface TemplateHover {
  readonly range: TemplateRange;
  readonly markdown: string;
}

/** What stands at a place of a template; nothing where there is nothing to say. */
export function hoverTemplate(
  model: TemplateModel,
  position: IniPosition,
  facts?: PluginFacts,
  linkTo?: LinkTo,
): TemplateHover | undefined {
  const place = model.blockAt(position.line);
  const line = position.line - place.firstLine;
  const at = { model, place, line, character: position.character, facts, linkTo };
  const found = entryAt(place.block, line);
  return hoverCode(at) ?? hoverHeader(at) ?? (found && hoverEntry(at, found));
}

interface HoverPlace {
  readonly model: TemplateModel;
  readonly place: PlacedBlock;
  /** In the block. */
  readonly line: number;
  readonly character: number;
  readonly facts: PluginFacts | undefined;
  readonly linkTo: LinkTo | undefined;
}

function hoverCode({ place, line, character }: HoverPlace): TemplateHover | undefined {
  const found = suppressionsIn(place.block).find(
    (each) => each.line === line && each.startCol <= character && character <= each.endCol,
  );
  if (!found || !isCode(found.code)) return undefined;
  const { severity, summary } = templateRules[found.code];
  const start = { line: place.firstLine + line, character: found.startCol };
  const end = { line: place.firstLine + line, character: found.endCol };
  return toHover({ start, end }, [`${codeSpan(found.code)} (${severity}): ${summary}`]);
}

function isCode(word: string): word is TemplateCode {
  return Object.hasOwn(templateRules, word);
}

function hoverHeader(at: HoverPlace): TemplateHover | undefined {
  const { model, place, line, character } = at;
  const section = place.block.document.sections.find(({ header }) => header?.range.line === line);
  const range = section?.header?.range;
  if (!section || !range || !isWithin(character, range.character, range)) return undefined;
  const comment = commentAbove(model, place.firstLine + line);
  const name = section.name.trim();
  const described = describeSection(place.block, name, comment, at.facts, at.linkTo);
  return toHover(moveSpan(toSpan(range), place.firstLine), [codeSpan(`[${name}]`), ...described]);
}

function hoverEntry(at: HoverPlace, { entry, section }: FoundEntry): TemplateHover | undefined {
  const { model, place, line, character, facts } = at;
  const { nameRange } = entry;
  if (line === nameRange.line && isWithin(character, nameRange.character, nameRange)) {
    const own = facts && section === `plugins.${facts.className}` ? facts : undefined;
    const comment = commentAbove(model, place.firstLine + line);
    const range = moveSpan(toSpan(nameRange), place.firstLine);
    return toHover(range, describeVariable(entry, comment, own, at.linkTo));
  }
  return hoverValue(at, entry);
}

function hoverValue(
  { place, line, character }: HoverPlace,
  entry: TemplateEntry,
): TemplateHover | undefined {
  const part = entry.parts.findIndex((each) => each.line === line);
  const range = entry.parts[part];
  if (!range || !isWithin(character, range.character, range)) return undefined;
  // Of what goes over several lines, the part in the line that is pointed at.
  const lineStart = entry.starts[part] ?? 0;
  const offset = lineStart + character - range.character;
  const value = readValue(entry);
  if (value.kind !== 'array') return undefined;
  const { elements } = value.array;
  const index = elements.findIndex(({ start, end }) => start <= offset && offset <= end);
  const element = elements[index];
  if (!element) return undefined;
  const rangeOf = (start: number, end: number) =>
    moveSpan(toSpan(rangeInValue(entry, Math.max(start, lineStart), end)), place.firstLine);
  if (element.kind === 'string' && index > 0) {
    const found = placeholderAt(entry.value, offset);
    if (found) return toHover(rangeOf(found.start, found.end), [found.markdown]);
  }
  const described = describeElement(elements[0], index);
  return described && toHover(rangeOf(element.start, element.end), described);
}

function describeElement(
  first: ArrayElement | undefined,
  index: number,
): readonly string[] | undefined {
  const type = typeof first?.value === 'string' ? findValueType(first.value) : undefined;
  if (!type || index === 0) return type && describeTypeName(type);
  const argument = type.arguments[index - 1];
  return argument && describeArgument(type, argument);
}

function isWithin(
  character: number,
  first: number,
  { start, end }: { readonly start: number; readonly end: number },
): boolean {
  return first <= character && character <= first + end - start;
}

function toHover(range: TemplateRange, paragraphs: readonly string[]): TemplateHover {
  return { range, markdown: paragraphs.join('\n\n') };
}
