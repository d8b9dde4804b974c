import type { EditResult } from './iniEdit.ts';
import { refuse } from './iniEdit.ts';
import type { IniDocument } from './iniDocument.ts';
import type { IniSection } from './iniModel.ts';
import type { LineRun } from './optionLines.ts';
import { removeLines } from './optionLines.ts';
import { parseIni } from './parseIni.ts';
import { ownOptions } from './sameReading.ts';
import type { TextEdit } from './textEdit.ts';
import { applyEdits } from './textEdit.ts';

/**
 * Edits that take a section out, from its header to its last option with the comments in between;
 * comments above the header and after the last option stay. None when there is no such section.
 */
export function removeSection(document: IniDocument, section: string): EditResult {
  const places = document.sections
    .filter((each) => each.header && each.name === section)
    .map((each) => linesOf(document, each));
  const edits = joined(places).map((run) => removal(document, run));
  if (edits.length === 0) return { ok: true, value: edits };
  const after = parseIni(applyEdits(document.text, edits));
  if (!after.hasSection(section) && sameOthers(document, after, section)) {
    return { ok: true, value: edits };
  }
  return refuse({
    code: 'edit-not-safe',
    message: `Because of how lines are indented, removing [${section}] would alter how other lines are read. Remove the blanks at the start of the lines in the file, then try again.`,
  });
}

/** The blank lines below go too where there are some above: one gap is enough. */
function linesOf(document: IniDocument, { header, lastLine }: IniSection): LineRun {
  const first = header?.range.line ?? 0;
  let last = lastLine;
  if (first === 0 || isBlankLine(document, first - 1)) {
    while (last + 1 < document.lines.starts.length && isBlankLine(document, last + 1)) last++;
  }
  const isTail = last === document.lines.starts.length - 1;
  // What the text ends with is the end of the last line that stays.
  return { first, last: isTail && last > lastLine ? last - 1 : last };
}

/** Neighbours go in one edit, so that no line end goes twice. */
function joined(runs: readonly LineRun[]): readonly LineRun[] {
  const all: LineRun[] = [];
  for (const run of runs) {
    const before = all.at(-1);
    if (before && before.last + 1 >= run.first) {
      all[all.length - 1] = { first: before.first, last: run.last };
    } else all.push(run);
  }
  return all;
}

function removal(document: IniDocument, run: LineRun): TextEdit {
  const edit = removeLines(document, run);
  return run.first === 0 && document.text.startsWith('\ufeff') ? { ...edit, start: 1 } : edit;
}

function isBlankLine(document: IniDocument, line: number): boolean {
  const { starts, ends } = document.lines;
  return document.text.slice(starts[line] ?? 0, ends[line] ?? 0).trim() === '';
}

function sameOthers(before: IniDocument, after: IniDocument, removed: string): boolean {
  return readings(before, removed) === readings(after, removed);
}

function readings(document: IniDocument, except: string): string {
  const inHeaders = [...ownOptions(document)]
    .filter(([section]) => section !== except)
    .map(([section, own]) => [
      section,
      ...[...own.values()].map((each) => [each.name, each.value]),
    ]);
  const headerless = document.sections
    .filter((each) => !each.header)
    .map((each) => each.options.map((option) => [option.name, option.value]));
  const unparsed = document.sections
    .filter((each) => each.name !== except)
    .flatMap((each) => each.unparsed.map((range) => document.textOf(range)));
  return JSON.stringify([inHeaders, headerless, unparsed]);
}
