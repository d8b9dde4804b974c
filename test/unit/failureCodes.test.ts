import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { templateRules } from '../../runtime/template/index.ts';
import { codesOfSources } from '../support/codesOfSources.ts';

const root = join(import.meta.dirname, '..', '..');
const page = 'docs/failures.md';

/** What `runtime/ini` answers its callers, who put a code of their own in its place. */
const replaced = [
  'edit-not-safe',
  'name-not-storable',
  'not-a-json-list',
  'option-missing',
  'value-not-storable',
];

describe('docs/failures.md', () => {
  const text = readFileSync(join(root, page), 'utf8');
  const documented = [...text.matchAll(/^\| `([^`]+)` \|/gm)].map(([, code = '']) => code);
  const found = codesOfSources(root);

  it('describes each code of the sources that a user can meet', () => {
    const missing = [...found].filter(
      ([code]) => !documented.includes(code) && !replaced.includes(code) && !isRule(code),
    );
    const lines = missing.map(([code, place]) => `${code} in ${place}`);
    assertNone(lines, `Add a row for each to a table of ${page}`);
  });

  it('describes no code that the sources do not have', () => {
    const unknown = documented.filter((code) => !found.has(code));
    assertNone(unknown, `Remove these rows from ${page}, or correct their codes`);
    assertNone(documented.filter(isRule), `Move these from ${page} to docs/template-language.md`);
  });

  it('describes each code once, with its meaning and its mend', () => {
    const repeated = documented.filter((code, index) => documented.indexOf(code) !== index);
    assertNone(repeated, `Leave one row for each in ${page}`);
    const rows = text.split('\n').filter((line) => line.startsWith('| `'));
    const odd = rows.filter((row) => !/^\| `[^`]+` \| [A-Z`][^|]+\. \| [A-Z][^|]+\. \|$/.test(row));
    assertNone(odd, `Write code, meaning and mend into these rows of ${page}`);
  });

  it('leaves out only codes that there are', () => {
    const gone = replaced.filter((code) => !found.has(code));
    assertNone(gone, 'Take these out of `replaced` in test/unit/failureCodes.test.ts');
  });
});

/** Fails with what is there too much, and how to mend it. */
function assertNone(lines: readonly string[], mend: string): void {
  assert.ok(lines.length === 0, `${mend}:\n  ${lines.join('\n  ')}`);
}

function isRule(code: string): boolean {
  return code in templateRules;
}
