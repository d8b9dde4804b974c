import { relative } from 'node:path';
import type { TemplateDiagnostic, TemplateSeverity } from '../../template/index.ts';
import type { CheckedFile, CheckedFiles } from './checkFiles.ts';
import { toSlashes } from './findFiles.ts';

/** Every problem as programs read it: lines and columns from zero, in UTF-16 units, the end exclusive. */
export function toJson({ base, files }: CheckedFiles): string {
  const problems = sorted(files).flatMap(({ path, diagnostics }) =>
    diagnostics.map(({ range: { start, end }, code, severity, message }) => ({
      file: below(base, path),
      line: start.line,
      startCol: start.character,
      endCol: end.character,
      code,
      severity,
      message,
    })),
  );
  return JSON.stringify(problems, undefined, 2);
}

/** Every problem as people read it, file by file, and how many there are. */
export function toLines(
  { base, files }: CheckedFiles,
  mended: readonly string[],
): readonly string[] {
  const groups = sorted(files)
    .filter(({ diagnostics }) => diagnostics.length > 0)
    .flatMap(({ path, diagnostics }) => [
      ...diagnostics.map((each) => `${below(base, path)}:${toLine(each)}`),
      '',
    ]);
  const changed = mended.length === 0 ? [] : [`${count(mended.length, 'file')} mended.`];
  return [...groups, ...changed, summary(files)];
}

/** `3:5 error unknown-type …`, line and column from one. */
function toLine({ range: { start }, severity, code, message }: TemplateDiagnostic): string {
  return `${start.line + 1}:${start.character + 1} ${severity} ${code} ${message}`;
}

const severities: readonly (readonly [TemplateSeverity, string])[] = [
  ['error', 'error'],
  ['warning', 'warning'],
  ['information', 'remark'],
  ['hint', 'hint'],
];

function summary(files: readonly CheckedFile[]): string {
  const all = files.flatMap(({ diagnostics }) => diagnostics);
  const counts = severities
    .map(([severity, word]): [number, string] => [
      all.filter((each) => each.severity === severity).length,
      word,
    ])
    .filter(([number]) => number > 0)
    .map(([number, word]) => count(number, word));
  const found = counts.length === 0 ? 'No problems' : counts.join(', ');
  return `${found} in ${count(files.length, 'file')}.`;
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}

function sorted(files: readonly CheckedFile[]): readonly CheckedFile[] {
  return files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function below(base: string, path: string): string {
  return toSlashes(relative(base, path));
}
