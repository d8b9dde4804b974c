import type { IniProblem, IniRange, IniSection } from '../ini/index.ts';
import { parseIni, skipBlanks, trimBlanks } from '../ini/index.ts';
import type { TemplateDiagnostic } from './findings.ts';
import { Findings } from './findings.ts';
import { ReferenceGraph } from './percentUses.ts';
import { checkCharacters, checkWideBlanks, hasWideBlanks } from './rules/characterRules.ts';
import { checkChoices, checkUrl } from './rules/choiceRules.ts';
import { checkComments, checkOrphans, checkRemLines, checkUnparsed } from './rules/contentRules.ts';
import { checkTextDefault } from './rules/defaultRules.ts';
import type { DeclaredNames } from './rules/duplicateRules.ts';
import { checkDuplicate } from './rules/duplicateRules.ts';
import { checkIndent, checkKey } from './rules/keyRules.ts';
import { checkNumber, checkRange } from './rules/numberRules.ts';
import { checkPercents } from './rules/percentRules.ts';
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
import type { TemplateEntry } from './templateEntry.ts';
import { rangeInValue, readEntries } from './templateEntry.ts';
import { templateKind } from './templateKind.ts';

/** What a template's rules depend on beside its text. */
export interface ValidationOptions {
  /** The path of the file, with `/` or `\`: its folder and name decide which sections belong in it. */
  readonly file: string;
}

/** Everything wrong with a template, sorted by line, column and code; never throws. */
export function validateTemplate(
  text: string,
  { file }: ValidationOptions,
): readonly TemplateDiagnostic[] {
  const document = parseIni(text);
  const findings = new Findings();
  const context: TemplateContext = { document, kind: templateKind(file), findings };
  checkCharacters(context);
  checkHeaders(context);
  checkComments(context);
  const values = new SectionChecks(context);
  for (const section of document.sections) values.check(section);
  values.checkBlanks();
  return findings.sorted(lineRange(document, 0));
}

/** The ini reader's problems that are about the file or a header, in the order they are reported. */
const headerProblems: readonly (readonly IniProblem['code'][])[] = [
  ['bom', 'unclosed-section-header', 'empty-section-name', 'section-extra-bracket'],
  ['duplicate-section'],
];

function checkHeaders(context: TemplateContext): void {
  const { document } = context;
  const [first, second] = headerProblems;
  checkEmptyTemplate(context);
  reportProblems(context, first);
  for (const section of document.sections) {
    if (section.header) checkHeader(context, section, section.header);
  }
  reportProblems(context, second);
  for (const section of document.sections) {
    if (section.header) checkName(context, section, section.header);
    checkContent(context, section);
  }
}

function reportProblems(
  { document, findings }: TemplateContext,
  codes: readonly IniProblem['code'][] = [],
): void {
  for (const { code, range, message, related } of document.problems) {
    if (codes.includes(code)) findings.add(code, range, message, { related });
  }
}

/** Checks the lines of each section, and remembers where any character may stand. */
class SectionChecks {
  readonly #context: TemplateContext;
  readonly #declared = new Map<string, DeclaredNames>();
  readonly #graphs = new Map<string, ReferenceGraph>();
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

  check(section: IniSection): void {
    const context = this.#context;
    checkRemLines(context, section);
    if (!section.header) checkOrphans(context, section);
    checkUnparsed(context, section);
    for (const line of section.unparsed) this.#free.push(line);
    if (section.header?.trailing) this.#free.push(section.header.trailing);
    const { entries, headers } = readEntries(context.document, section);
    for (const header of headers) reportIndented(context, header);
    const references = this.#references(section);
    for (const entry of entries) {
      const line = within(entry.nameRange, entry.nameRange.start, entry.parts[0]?.end ?? 0);
      if (context.findings.isClaimed(line)) this.#free.push(line);
      else this.#checkEntry(entry, section, references);
    }
  }

  checkBlanks(): void {
    checkWideBlanks(this.#context, this.#free);
  }

  #checkEntry(entry: TemplateEntry, section: IniSection, references: () => ReferenceGraph): void {
    const context = this.#context;
    const name = trimmed(section.name);
    checkIndent(context, entry);
    checkDuplicate(context, entry, this.#declaredIn(section.name));
    checkKey(context, entry, name);
    const value = readValue(entry);
    const end = value.kind === 'array' ? value.trailingStart : entry.value.length;
    checkPercents(context, entry, end, references);
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

  #declaredIn(section: string): DeclaredNames {
    const declared = this.#declared.get(section) ?? newNames();
    this.#declared.set(section, declared);
    return declared;
  }

  /** Built for a section's first reference only: hardly any template has one. */
  #references({ name }: IniSection): () => ReferenceGraph {
    return () => {
      const graph =
        this.#graphs.get(name) ?? new ReferenceGraph(this.#context.document.options(name));
      this.#graphs.set(name, graph);
      return graph;
    };
  }
}

function trimmed(name: string): string {
  const end = trimBlanks(name, 0, name.length);
  return name.slice(skipBlanks(name, 0, end), end);
}

function newNames(): DeclaredNames {
  return new Map();
}
