import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits, parseIni, removeSection } from '../../../../runtime/ini/index.ts';
import { iniTexts } from './iniTexts.ts';

describe('removeSection', () => {
  const remove = (text: string, section = 's') => {
    const result = removeSection(parseIni(text), section);
    return result.ok ? applyEdits(text, result.value) : `!${result.problem.code}`;
  };

  const cases: readonly (readonly [string, string, string])[] = [
    ['the only one', '[s]\na=1\n', ''],
    ['the only one after a byte-order mark', '\ufeff[s]\na=1\n', '\ufeff'],
    ['the first', '[s]\na=1\n\n[t]\nb=1\n', '[t]\nb=1\n'],
    ['one in the middle, with one gap', '[a]\n\n[s]\na=1\n\n\n[t]\n', '[a]\n\n[t]\n'],
    ['one without gap above', '[a]\n[s]\na=1\n\n[t]\n', '[a]\n\n[t]\n'],
    ['the last', '[t]\nb=1\n\n[s]\na=1\n', '[t]\nb=1\n\n'],
    ['the last without line end', '[t]\r\nb=1\r\n[s]\r\na=1', '[t]\r\nb=1'],
    ['all of its name', '[s]\na=1\n[t]\n[s]\nb=1\n', '[t]\n'],
    ['neighbours of its name', '[s]\na=1\n[s]\nb=1', ''],
    ['a value of several lines', '[s]\na=1\n\t2\n\n\t3\n[t]\n', '[t]\n'],
    [
      'comments between its options only',
      '# up\n[s]\n# in\na=1\n# down\n[t]\n',
      '# up\n# down\n[t]\n',
    ],
    ['lines without meaning in it', '[s]\njunk\n[t]\njunk\n', '[t]\njunk\n'],
    ['nothing where there is none', '[t]\na=1\n', '[t]\na=1\n'],
    ['nothing of another case', '[S]\na=1\n', '[S]\na=1\n'],
    ['the one called like a member', '[constructor]\n[s]\n', '[constructor]\n'],
  ];
  for (const [what, before, after] of cases) {
    it(`removes ${what}`, () => assert.equal(remove(before), after));
  }

  it('refuses what would alter the reading of others', () => {
    assert.equal(remove('[t]\na=1\n[s]\n  b=1\n  [u]\n'), '!edit-not-safe');
  });

  it('leaves all others as they read', () => {
    fc.assert(
      fc.property(iniTexts, fc.constantFrom('s', 'plugins', ''), (text, section) => {
        const before = parseIni(text);
        const result = removeSection(before, section);
        if (!result.ok) return;
        const after = parseIni(applyEdits(text, result.value));
        assert.ok(!after.hasSection(section));
        const read = (document: typeof before) =>
          document
            .sectionNames()
            .filter((name) => name !== section)
            .map((name) => [
              name,
              [...document.options(name)].map(([key, { value }]) => [key, value]),
            ]);
        assert.deepEqual(read(after), read(before));
      }),
      { numRuns: 2000 },
    );
  });
});
