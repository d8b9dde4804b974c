import type { EditProblem, EditResult } from './iniEdit.ts';
import { hasEdgeBlank, refuse } from './iniEdit.ts';
import { defaultSectionName } from './iniDocument.ts';
import type { IniDocument } from './iniDocument.ts';
import type { IniOption, IniSection } from './iniModel.ts';
import {
  indentBefore,
  indentOf,
  lineEndOf,
  optionNameProblem,
  replaceValue,
  sectionNameProblem,
  usualDelimiter,
} from './optionLines.ts';
import { parseIni } from './parseIni.ts';
import { ownOptions, readsTheSame } from './sameReading.ts';
import type { TextEdit } from './textEdit.ts';
import { applyEdits } from './textEdit.ts';

/** Raw texts by section and option. */
export type OptionTexts = ReadonlyMap<string, ReadonlyMap<string, string>>;

/**
 * Edits that make every given option read as given, creating sections and options where missing.
 * A value may have several lines. What a section inherits from DEFAULT already is not written again;
 * DEFAULT itself cannot be changed this way.
 */
export function setOptions(document: IniDocument, wanted: OptionTexts): EditResult {
  const change = new Change(document);
  for (const [section, options] of wanted) {
    const problem = change.set(section, options);
    if (problem) return refuse(problem);
  }
  return change.result();
}

/** The new lines of one section. */
interface NewLines {
  readonly home: IniSection | undefined;
  readonly entries: string[];
}

class Change {
  readonly #document: IniDocument;
  readonly #own: ReadonlyMap<string, ReadonlyMap<string, IniOption>>;
  readonly #homes = new Map<string, IniSection>();
  readonly #wanted = new Map<string, Map<string, string>>();
  readonly #replacing: TextEdit[] = [];
  readonly #removedLines = new Set<number>();
  readonly #added = new Map<string, NewLines>();

  constructor(document: IniDocument) {
    this.#document = document;
    this.#own = ownOptions(document);
    for (const section of document.sections) {
      if (section.header) this.#homes.set(section.name, section);
    }
  }

  set(section: string, options: ReadonlyMap<string, string>): EditProblem | undefined {
    const home = this.#homes.get(section);
    const problem = home ? defaultProblem(section) : newSectionProblem(section);
    if (problem) return problem;
    const changed = new Map<string, string>();
    const lines: NewLines = { home, entries: [] };
    const given = new Set<string>();
    for (const [name, value] of options) {
      const key = name.toLowerCase();
      if (given.has(key)) return givenTwice(section, name);
      given.add(key);
      if (this.#document.get(section, key) === value) continue;
      const notStorable = this.#setOption(section, name, value, lines);
      if (notStorable) return notStorable;
      changed.set(key, value);
    }
    this.#wanted.set(section, changed);
    if (!home || lines.entries.length > 0) this.#added.set(section, lines);
    return undefined;
  }

  result(): EditResult {
    const inserting: TextEdit[] = [];
    const sections: string[] = [];
    for (const [section, { home, entries }] of this.#added) {
      if (home) inserting.push(this.#insertion(home, entries));
      else sections.push([`[${section}]`, ...entries].join(this.#document.lineEnd));
    }
    if (sections.length > 0) inserting.push(appendSections(this.#document, sections));
    // In this order: what is replaced at the end of a line comes before what is added there.
    return this.#checked([...this.#replacing, ...inserting]);
  }

  #setOption(
    section: string,
    name: string,
    value: string,
    { home, entries }: NewLines,
  ): EditProblem | undefined {
    const own = this.#own.get(section)?.get(name.toLowerCase());
    const problem = own ? undefined : optionNameProblem(name);
    if (problem) return problem;
    const reason = whyNotStorable(value);
    if (reason !== undefined) return valueNotStorable(name, reason);
    if (own) this.#replace(own, value);
    else entries.push(this.#entry(home, name, value));
    return undefined;
  }

  #replace(option: IniOption, value: string): void {
    const indent = indentBefore(this.#document, option.nameRange);
    const text = this.#continued(value, indent);
    this.#replacing.push(...replaceValue(this.#document, option, text));
    for (const { line } of option.continuation) this.#removedLines.add(line);
  }

  #entry(home: IniSection | undefined, name: string, value: string): string {
    const indent = home ? indentOf(this.#document, home) : '';
    const delimiter = usualDelimiter(this.#document, home);
    return indent + name + delimiter + this.#continued(value, indent);
  }

  /** Only lines that are deeper than their option continue its value. */
  #continued(value: string, indent: string): string {
    return value.replaceAll('\n', `${this.#document.lineEnd}${indent}\t`);
  }

  #insertion(home: IniSection, entries: readonly string[]): TextEdit {
    let line = home.lastLine;
    while (this.#removedLines.has(line)) line--;
    const end = lineEndOf(this.#document, line);
    return { start: end, end, text: entries.map((each) => this.#document.lineEnd + each).join('') };
  }

  #checked(edits: readonly TextEdit[]): EditResult {
    if (edits.length === 0) return { ok: true, value: [] };
    const before = this.#document;
    const after = parseIni(applyEdits(before.text, edits));
    for (const [section, options] of this.#wanted) {
      if (!after.hasSection(section)) return refuse(notSafe(`adding section [${section}]`));
      for (const [key, value] of options) {
        if (after.get(section, key) !== value) return refuse(notReadBack(section, key));
      }
    }
    const isChanged = (section: string, key: string): boolean =>
      this.#wanted.get(section)?.has(key) ?? false;
    if (!readsTheSame(before, after, isChanged)) return refuse(notSafe('this change'));
    return { ok: true, value: edits };
  }
}

/** Sections are set apart by a blank line, and the last one ends as the text did. */
function appendSections(document: IniDocument, sections: readonly string[]): TextEdit {
  const { text, lineEnd, lines } = document;
  const isBlank = (line: number): boolean => lines.starts[line] === lines.ends[line];
  const last = lines.starts.length - 1;
  const endsLine = last > 0 && isBlank(last);
  const endsBlank = text === '' || text === '\ufeff' || (endsLine && isBlank(last - 1));
  const gap = endsBlank ? '' : endsLine ? lineEnd : lineEnd + lineEnd;
  const end = endsBlank ? lineEnd + lineEnd : endsLine ? lineEnd : '';
  const at = text.length;
  return { start: at, end: at, text: gap + sections.join(lineEnd + lineEnd) + end };
}

function defaultProblem(section: string): EditProblem | undefined {
  if (section !== defaultSectionName) return undefined;
  const message = `Section [${section}] belongs to all others, so it is not changed here. Set the option in the section that needs it.`;
  return { code: 'name-not-storable', message };
}

function newSectionProblem(section: string): EditProblem | undefined {
  return defaultProblem(section) ?? sectionNameProblem(section);
}

function givenTwice(section: string, name: string): EditProblem {
  const message = `Option "${name}" of section [${section}] is given twice; names differ by more than their case. Give it once.`;
  return { code: 'name-not-storable', message };
}

function valueNotStorable(name: string, reason: string): EditProblem {
  const message = `The value of "${name}" cannot be stored: ${reason}.`;
  return { code: 'value-not-storable', message };
}

function whyNotStorable(value: string): string | undefined {
  if (value !== '' && hasEdgeBlank(value)) return 'blanks at its ends would be lost; remove them';
  if (value.includes('\r')) return 'it has a carriage return; end its lines with a line feed only';
  // Python 2 and other readers of this dialect take the rest of the line as a comment.
  if (/(?:^|\s);/.test(value)) return 'from " ;" on it would be read as a comment; remove the ";"';
  if (!value.isWellFormed()) return 'it has half of a character, which UTF-8 cannot express';
  return undefined;
}

function notReadBack(section: string, key: string): EditProblem {
  const message = `The value of "${key}" in section [${section}] would be read back as another text. Remove blanks at the ends of its lines and lines that start with "#" or ";".`;
  return { code: 'value-not-storable', message };
}

function notSafe(what: string): EditProblem {
  const message = `Because of how lines are indented, ${what} would alter how other lines are read. Remove the blanks at the start of the lines in the file, then try again.`;
  return { code: 'edit-not-safe', message };
}
