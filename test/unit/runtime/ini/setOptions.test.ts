import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { IniDocument } from '../../../../runtime/ini/index.ts';
import { applyEdits, parseIni, setOptions } from '../../../../runtime/ini/index.ts';
import { iniTexts } from './iniTexts.ts';

type Wanted = Readonly<Record<string, Readonly<Record<string, string>>>>;

function set(text: string, wanted: Wanted): string {
  const result = setOptions(parseIni(text), toMaps(wanted));
  return result.ok ? applyEdits(text, result.value) : `!${result.problem.code}`;
}

function toMaps(wanted: Wanted): ReadonlyMap<string, ReadonlyMap<string, string>> {
  return new Map(
    Object.entries(wanted).map(([name, options]) => [name, new Map(Object.entries(options))]),
  );
}

describe('setOptions', () => {
  const cases: readonly (readonly [string, string, Wanted, string])[] = [
    ['starts a file', '', { s: { a: '1', b: '' }, t: {} }, '[s]\na = 1\nb = \n\n[t]\n\n'],
    ['appends a section', '[s]\na=1\n', { t: { b: '2' } }, '[s]\na=1\n\n[t]\nb=2\n'],
    ['keeps the gap at the end', '[s]\na=1\n\n', { t: { b: '2' } }, '[s]\na=1\n\n[t]\nb=2\n\n'],
    ['appends to CRLF', '[s]\r\na=1\r\n', { t: {} }, '[s]\r\na=1\r\n\r\n[t]\r\n'],
    ['appends after a line end alone', '\n', { t: {} }, '\n[t]\n\n'],
    ['ends as the text did', '[s]\na=1', { t: { b: '2' } }, '[s]\na=1\n\n[t]\nb=2'],
    [
      'changes and adds in one section',
      '[s]\n# c\nA : 1\n\n[t]\n',
      { s: { a: '2', b: '3', c: '4' } },
      '[s]\n# c\nA : 2\nb = 3\nc = 4\n\n[t]\n',
    ],
    ['adds after an emptied value', '[s]\na=', { s: { a: '1', b: '2' } }, '[s]\na=1\nb=2'],
    [
      'adds after a shortened value',
      '[s]\na=1\n\t2\n\n\t3',
      { s: { a: 'x', b: 'y' }, t: { c: 'z' } },
      '[s]\na=x\nb=y\n\n[t]\nc=z',
    ],
    [
      'adds after a comment inside a shortened value',
      '[s]\r\na=1\r\n\t2\r\n# c\r\n\t3\r\n[t]\r\n',
      { s: { a: 'x', b: 'y' } },
      '[s]\r\na=x\r\n# c\r\nb=y\r\n[t]\r\n',
    ],
    ['writes several lines', '[s]\n', { s: { a: 'x\ny z\n\nw' } }, '[s]\na = x\n\ty z\n\t\n\tw\n'],
    [
      'indents below an indented option',
      '\ufeff[s]\r\n    a = 1\r\n',
      { s: { a: 'x\ny', b: 'p\nq' } },
      '\ufeff[s]\r\n    a = x\r\n    \ty\r\n    b = p\r\n    \tq\r\n',
    ],
    ['changes the last of two', '[s]\na=1\na=2\n', { s: { A: '3' } }, '[s]\na=1\na=3\n'],
    [
      'adds to the last section of a name',
      '[s]\na=1\n[t]\n[s]\nb=1\n',
      { s: { a: '2', c: '3' } },
      '[s]\na=2\n[t]\n[s]\nb=1\nc=3\n',
    ],
    [
      'sets what others inherit for one section only',
      '[DEFAULT]\na=1\n[s]\nb=1\n',
      { s: { a: '2' } },
      '[DEFAULT]\na=1\n[s]\nb=1\na=2\n',
    ],
    [
      'does not write again what is inherited or so already',
      '[DEFAULT]\na = 1\n[s]\nb =  x ; y\n',
      { s: { a: '1', B: 'x ; y' } },
      '[DEFAULT]\na = 1\n[s]\nb =  x ; y\n',
    ],
    ['leaves percent signs alone', '', { s: { a: '%(no)s 5% %%' } }, '[s]\na = %(no)s 5% %%\n\n'],
    [
      'keeps names of objects apart',
      '',
      { s: { ['constructor']: 'x' } },
      '[s]\nconstructor = x\n\n',
    ],
  ];
  for (const [what, before, wanted, after] of cases) {
    it(what, () => assert.equal(set(before, wanted), after));
  }

  const refused: readonly (readonly [string, Wanted, string])[] = [
    ['a blank in front', { s: { a: ' x' } }, 'value-not-storable'],
    ['a blank at the end', { s: { a: 'x\u00a0' } }, 'value-not-storable'],
    ['a line feed at the end', { s: { a: 'x\n' } }, 'value-not-storable'],
    ['what is a comment alone', { s: { a: ';' } }, 'value-not-storable'],
    ['what reads as a comment', { s: { a: 'x ; y' } }, 'value-not-storable'],
    ['what reads as a comment after a tab', { s: { a: 'x\t;' } }, 'value-not-storable'],
    ['a line that reads as a comment', { s: { a: 'x\n# y' } }, 'value-not-storable'],
    ['an indented line', { s: { a: 'x\n y' } }, 'value-not-storable'],
    ['a carriage return', { s: { a: 'x\ry' } }, 'value-not-storable'],
    ['half a character', { s: { a: 'x\ud800' } }, 'value-not-storable'],
    ['DEFAULT', { DEFAULT: { a: 'x' } }, 'name-not-storable'],
    ['an option given twice', { s: { a: 'x', A: 'y' } }, 'name-not-storable'],
    ['an option with a delimiter', { s: { 'a:b': 'x' } }, 'name-not-storable'],
    ['an option like a comment', { s: { '#a': 'x' } }, 'name-not-storable'],
    ['an option without name', { s: { '': 'x' } }, 'name-not-storable'],
    ['a section with a line end', { 's\n[t': { a: 'x' } }, 'name-not-storable'],
    ['a section without name', { '': {} }, 'name-not-storable'],
  ];
  for (const [what, wanted, code] of refused) {
    it(`refuses ${what}`, () => assert.equal(set('[t]\nz = 1\n', wanted), `!${code}`));
  }

  it('sets thousands of options at once', () => {
    const names = Array.from({ length: 5000 }, (_, index) => `name${index}`);
    const text = `[s]\n${names.map((name) => `${name} = 1 ; ${name}\n`).join('')}`;
    const wanted = Object.fromEntries([...names, 'more'].map((name) => [name, 'x\ny']));
    const after = parseIni(set(text, { s: wanted }));
    assert.deepEqual([...after.options('s').keys()], [...names, 'more']);
    assert.ok([...after.options('s').values()].every(({ value }) => value === 'x\ny'));
  });

  const values = fc.oneof(fc.stringMatching(/^[\w"[\],;#%=\n]{0,8}$/), fc.string());
  const names = fc.oneof(
    fc.stringMatching(/^[abAB]$/),
    fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty'),
    fc.string({ maxLength: 4 }),
  );
  const changes = fc.array(
    fc.tuple(
      fc.oneof(fc.constantFrom('s', 't', 'a', 'plugins'), names),
      fc.array(fc.tuple(names, values)),
    ),
    { maxLength: 3 },
  );

  it('reads as wanted afterwards, and everything else as before', () => {
    let done = 0;
    fc.assert(
      fc.property(iniTexts, changes, (text, change) => {
        const wanted = new Map(change.map(([name, options]) => [name, new Map(options)]));
        const before = parseIni(text);
        const result = setOptions(before, wanted);
        if (!result.ok) return;
        done++;
        const changed = applyEdits(text, result.value);
        const after = parseIni(changed);
        for (const [section, options] of wanted) {
          for (const [name, value] of options) assert.equal(after.get(section, name), value);
        }
        assert.deepEqual(others(after, wanted), others(before, wanted));
        assertLinesKept(before, changed, wanted);
        const again = setOptions(after, wanted);
        assert.deepEqual(again, { ok: true, value: [] });
      }),
      { numRuns: 2000 },
    );
    assert.ok(done > 500, `${done} changes were made`);
  });

  function others(document: IniDocument, wanted: ReadonlyMap<string, ReadonlyMap<string, string>>) {
    return document.sections.flatMap(({ name, options }) => {
      const keys = [...(wanted.get(name)?.keys() ?? [])].map((each) => each.toLowerCase());
      return options
        .filter(({ key }) => !keys.includes(key))
        .map((option) => [name, option.name, option.value]);
    });
  }

  /** Every line that no changed option stands in is there, in order and to the byte. */
  function assertLinesKept(
    before: IniDocument,
    changed: string,
    wanted: ReadonlyMap<string, ReadonlyMap<string, string>>,
  ) {
    const touched = new Set(
      before.sections.flatMap((section) =>
        section.options
          .filter((option) =>
            [...(wanted.get(section.name)?.keys() ?? [])].some(
              (name) => name.toLowerCase() === option.key,
            ),
          )
          .flatMap((option) => [
            option.nameRange.line,
            ...option.continuation.map(({ line }) => line),
          ]),
      ),
    );
    const { starts, ends } = before.lines;
    let at = 0;
    for (const [line, start] of starts.entries()) {
      if (touched.has(line)) continue;
      const text = before.text.slice(start, ends[line]);
      const found = changed.indexOf(text, at);
      assert.ok(found >= 0, `${JSON.stringify(text)} of line ${line} is gone`);
      at = found + text.length;
    }
  }
});
