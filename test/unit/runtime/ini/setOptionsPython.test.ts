import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { OptionTexts } from '../../../../runtime/ini/index.ts';
import { applyEdits, parseIni, setOptions } from '../../../../runtime/ini/index.ts';
import { readWithPython } from './readWithPython.ts';

const names = fc.stringMatching(/^[A-Za-z][\w .-]{0,6}\w$/);
const values = fc.oneof(
  fc.stringMatching(/^[\w"[\],;#%= :\n]{0,12}$/),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.array(fc.string({ maxLength: 5 }), { maxLength: 4 }).map((lines) => lines.join('\n')),
  fc.constantFrom('["a", "b;c#d"]', '%(x)s', '100%', '""', ';', '#', 'a;b', '=', ':', '[s]'),
);
const options = fc.array(fc.tuple(names, values), { minLength: 1, maxLength: 4 });
const changes = fc
  .array(fc.tuple(fc.oneof(fc.constantFrom('s', 't'), names), options), {
    minLength: 1,
    maxLength: 3,
  })
  .map((all): OptionTexts => new Map(all.map(([name, given]) => [name, new Map(given)])));

const lines = fc.constantFrom(
  ...['a=1', 'B : 2', 'c =', '# note', '; note', '', 'd = x', '  more', '  # deep'],
);
const files = fc
  .tuple(
    fc.uniqueArray(fc.constantFrom('s', 't', 'u'), { maxLength: 3 }),
    fc.uniqueArray(lines, { maxLength: 5 }),
    fc.constantFrom('\n', '\r\n'),
    fc.boolean(),
  )
  .map(
    ([sections, body, lineEnd, isEnded]) =>
      sections.flatMap((name) => [`[${name}]`, ...body]).join(lineEnd) + (isEnded ? lineEnd : ''),
  );

/** More than 10,000 of them can be written in the long run. */
const samples = process.env['OCKLE_LONG'] === '1' ? 28_000 : 4_000;

describe('what setOptions writes', () => {
  interface Written {
    readonly text: string;
    readonly wanted: OptionTexts;
  }

  /** Many changed files that are without a problem to both readers. */
  function writeMany(): readonly Written[] {
    const all = fc.sample(fc.tuple(files, changes), { numRuns: samples, seed: 7 });
    const written = all.flatMap(([text, wanted]) => {
      if (parseIni(text).problems.length > 0) return [];
      const result = setOptions(parseIni(text), wanted);
      return result.ok ? [{ text: applyEdits(text, result.value), wanted }] : [];
    });
    assert.ok(written.length > samples / 3, `${written.length} files are enough to mean something`);
    return written;
  }

  for (const rules of ['3', '2'] as const) {
    it(`is what Python ${rules} reads`, () => {
      const written = writeMany();
      const readings = readWithPython(
        written.map(({ text }) => text),
        rules,
      );
      for (const [index, { text, wanted }] of written.entries()) {
        const reading = readings[index];
        if (!reading || 'error' in reading) assert.fail(JSON.stringify([text, reading]));
        const sections = new Map(Object.entries(reading.sections));
        for (const [section, given] of wanted) {
          const read = new Map(Object.entries(sections.get(section) ?? {}));
          for (const [name, value] of given) {
            const found = read.get(name.toLowerCase())?.[0];
            if (found !== value) assert.fail(JSON.stringify({ text, name, value, found }));
          }
        }
      }
    }).timeout(60_000);
  }
});
