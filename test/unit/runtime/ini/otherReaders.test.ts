import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parse as parseNpmIni } from 'ini';
import { interpolate, parseIni } from '../../../../runtime/ini/index.ts';
import type { PythonReading } from './readWithPython.ts';
import { readWithPython } from './readWithPython.ts';

describe('the ini reader beside Python 3', () => {
  function read(text: string): PythonReading {
    const document = parseIni(text);
    const sections = document.sectionNames().map((section) => {
      const values = [...document.options(section)].map(([key, option]) => {
        const value = interpolate(document, section, key);
        return [key, [option.value, value.ok ? value.value : null]] as const;
      });
      return [section, Object.fromEntries(values)] as const;
    });
    return { sections: Object.fromEntries(sections) };
  }

  /** Where Python fails we must say so; where it reads, we must read the same, or say so. */
  function compare(text: string, python: PythonReading): void {
    const { problems } = parseIni(text);
    if (problems.length > 0) return;
    assert.deepEqual(read(text), python, JSON.stringify(text));
  }

  it('agrees on every case of the templates, or has a problem to show', () => {
    const url = new URL('../template/templateCases.json', import.meta.url);
    const cases = JSON.parse(readFileSync(url, 'utf8')) as readonly { readonly text: string }[];
    const texts = cases.map(({ text }) => text);
    const readings = readWithPython(texts);
    for (const [index, text] of texts.entries()) compare(text, readings[index]!);
  }).timeout(20_000);

  it('agrees on random texts, or has a problem to show', () => {
    const pieces = fc.constantFrom(
      ...['\n', '\r\n', '\r', ' ', '\t', '=', ':', '[', ']', '#', ';', '%', '%(a)s', '%%', '\f'],
      ...[
        'a',
        'B',
        '[s]\n',
        '[t]\n',
        '[DEFAULT]\n',
        'a=1\n',
        'b=%(a)s\n',
        '\ufeff',
        '\u00a0',
        '\x1c',
      ],
      ...['\n  ', '\n', '\nc = ', 'rem ', '\u{1f600}', '\u2028', '\u0130', '\u0085', '\v'],
    );
    const bodies = fc.array(pieces, { maxLength: 16 }).map((parts) => `[s]\n${parts.join('')}`);
    const texts = fc.sample(bodies, { numRuns: 5000, seed: 1 });
    const readings = readWithPython(texts);
    const clean = texts.filter((text) => parseIni(text).problems.length === 0).length;
    assert.ok(clean > 500, `${clean} texts without problems are enough to mean something`);
    for (const [index, text] of texts.entries()) compare(text, readings[index]!);
  }).timeout(60_000);

  it('has no problem to show where Python has none, bracket rules of its versions apart', () => {
    const lines = fc.constantFrom('a=1', 'b : x', ' deep', '# c', '; c', '', 'c=', 'd=100%%');
    const bodies = fc.uniqueArray(lines, { maxLength: 8 }).map((all) => `[s]\n${all.join('\n')}`);
    const texts = fc.sample(bodies, { numRuns: 500, seed: 1 });
    const readings = readWithPython(texts);
    for (const [index, text] of texts.entries()) {
      const isRefused = 'error' in readings[index]!;
      assert.equal(parseIni(text).problems.length > 0, isRefused, JSON.stringify(text));
    }
  }).timeout(20_000);
});

describe('the ini reader beside the package ini', () => {
  it('agrees on flat files without quotes, comments in lines and continuation', () => {
    const names = fc.stringMatching(/^[a-z][a-z0-9_]{0,6}$/);
    const values = fc.stringMatching(/^[A-Za-z/][A-Za-z0-9/_.-]{0,8}$/);
    const plain = values.filter((value) => !['true', 'false', 'null'].includes(value));
    const bodies = fc.dictionary(names, fc.dictionary(names, plain, { minKeys: 1 }));
    fc.assert(
      fc.property(bodies, fc.constantFrom('=', ' = '), (body, delimiter) => {
        const text = Object.entries(body)
          .map(([section, options]) => {
            const lines = Object.entries(options).map(([name, value]) => name + delimiter + value);
            return [`[${section}]`, '; comment', ...lines, ''].join('\n');
          })
          .join('\n');
        const document = parseIni(text);
        const read = document.sectionNames().map((section) => {
          const options = [...document.options(section)].map(([key, { value }]) => [key, value]);
          return [section, Object.fromEntries(options)] as const;
        });
        assert.deepEqual(Object.fromEntries(read), structuredClone({ ...parseNpmIni(text) }));
      }),
    );
  });
});
