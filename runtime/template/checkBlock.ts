import type { IniRange, IniSection } from '../ini/index.ts';
import { skipBlanks, trimBlanks } from '../ini/index.ts';
import type { BlockFindings } from './findings.ts';
import { Findings } from './findings.ts';
import type { TemplateBlock } from './model/templateBlock.ts';
import { checkCharacters, checkWideBlanks, hasWideBlanks } from './rules/characterRules.ts';
import { checkChoices, checkUrl } from './rules/choiceRules.ts';
import { checkComments, checkOrphans, checkRemLines, checkUnparsed } from './rules/contentRules.ts';
import { checkTextDefault } from './rules/defaultRules.ts';
import { checkDuplicate, checkRepeated } from './rules/duplicateRules.ts';
import { checkIndent, checkKey } from './rules/keyRules.ts';
import { checkNumber, checkRange } from './rules/numberRules.ts';
import { checkPercents } from './rules/percentRules.ts';
import { checkPortability } from './rules/portabilityRules.ts';
import {
  checkContent,
  checkEmptyTemplate,
  checkHeader,
  checkName,
  reportIndented,
} from './rules/sectionRules.ts';
import { checkType } from './rules/typeRules.ts';
import type { ReadValue } from './rules/valueRules.ts';
import { checkValue, readValue } from './rules/valueRules.ts';
import type { TemplateContext } from './templateContext.ts';
import { lineRange, within } from './templateContext.ts';
import type { OptionReading, TemplateEntry } from './templateEntry.ts';
import { rangeInValue } from './templateEntry.ts';

/** What the findings of a block depend on beside its text. */
export type BlockSurroundings = Omit<TemplateContext, 'document' | 'findings'>;

/** Everything wrong with a block, by all rules; never throws. */
export function checkBlock(block: TemplateBlock, surroundings: BlockSurroundings): BlockFindings {
  const { document, readings } = block;
  const context: TemplateContext = { ...surroundings, document, findings: new Findings() };
  checkCharacters(context);
  checkHeaders(context);
  checkComments(context);
  const lines = new LineChecks(context);
  for (const [index, section] of document.sections.entries()) {
    const reading = readings[index];
    if (reading) lines.check(section, reading);
  }
  lines.checkBlanks();
  return context.findings.sorted();
}

function checkHeaders(context: TemplateContext): void {
  const { document, findings } = context;
  checkEmptyTemplate(context);
  for (const { code, range, message } of document.headerProblems()) {
    findings.add(code, range, message);
  }
  for (const section of document.sections) {
    const { header } = section;
    if (header) checkHeader(context, section, header);
    checkRepeated(context, section);
    if (header) checkName(context, section, header);
    checkContent(context, section);
  }
}

/** Checks the lines of each section, and remembers where any character may stand. */
class LineChecks {
  readonly #context: TemplateContext;
  readonly #hasWideBlanks: boolean;
  readonly #free: IniRange[];

  constructor(context: TemplateContext) {
    this.#context = context;
    this.#hasWideBlanks = hasWideBlanks(context.document.text);
    this.#free = context.document.comments.map(({ range }) => ({
      ...range,
      end: lineRange(context.document, range.line).end,
    }));
  }

  check(section: IniSection, { entries, headers }: OptionReading): void {
    const context = this.#context;
    checkRemLines(context, section);
    if (!section.header) checkOrphans(context, section);
    checkUnparsed(context, section);
    for (const line of section.unparsed) this.#free.push(line);
    if (section.header?.trailing) this.#free.push(section.header.trailing);
    for (const header of headers) reportIndented(context, header);
    for (const entry of entries) {
      const line = within(entry.nameRange, entry.nameRange.start, entry.parts[0]?.end ?? 0);
      if (context.findings.isClaimed(line)) this.#free.push(line);
      else this.#checkEntry(entry, section);
    }
  }

  checkBlanks(): void {
    checkWideBlanks(this.#context, this.#free);
  }

  #checkEntry(entry: TemplateEntry, section: IniSection): void {
    const context = this.#context;
    const name = trimmed(section.name);
    checkIndent(context, entry);
    checkDuplicate(context, entry, section);
    checkKey(context, entry, name);
    const value = readValue(entry);
    const end = value.kind === 'array' ? value.trailingStart : entry.value.length;
    checkPercents(context, entry, section.name, end);
    checkValue(context, entry, value);
    if (this.#hasWideBlanks) this.#markFree(entry, value);
    if (value.kind === 'array' && value.array.errors.length === 0) {
      const declaration = checkType(context, { entry, section: name, array: value.array });
      if (!declaration) return;
      checkNumber(context, declaration);
      checkRange(context, declaration);
      checkChoices(context, declaration);
      checkUrl(context, declaration);
      checkTextDefault(context, declaration);
      if (context.isPortabilityOn) checkPortability(context, declaration);
    }
  }

  #markFree(entry: TemplateEntry, value: ReadValue): void {
    if (value.kind === 'text') for (const part of entry.parts) this.#free.push(part);
    if (value.kind !== 'array') return;
    const { array, trailingStart } = value;
    for (const { start, end } of [...array.strings, ...array.errors]) {
      this.#free.push(rangeInValue(entry, start, end));
    }
    if (trailingStart < entry.value.length) {
      this.#free.push(rangeInValue(entry, trailingStart, entry.value.length));
    }
  }
}

function trimmed(name: string): string {
  const end = trimBlanks(name, 0, name.length);
  return name.slice(skipBlanks(name, 0, end), end);
}
