import assert from 'node:assert/strict';
import { applyEdits, parseIni, setOption } from '../../../../runtime/ini/index.ts';

describe('setOption', () => {
  const set = (text: string, value: string, name = 'a', section = 's') => {
    const result = setOption(parseIni(text), section, name, value);
    return result.ok ? applyEdits(text, result.value) : `!${result.problem.code}`;
  };

  const cases: readonly (readonly [string, string, string])[] = [
    ['replaces the value alone', '[s]\nA : 1  \n; c\n', '[s]\nA : new  \n; c\n'],
    ['fills an empty value', '[s]\r\na = \r\nb=1', '[s]\r\na = new\r\nb=1'],
    ['fills an empty value without blanks', '[s]\na=\nb=1', '[s]\na=new\nb=1'],
    ['replaces the last of two', '[s]\na=1\na=2\n', '[s]\na=1\na=new\n'],
    [
      'keeps comments inside a long value',
      '[s]\na=1\n  2\n# c\n  3\nb=1\n',
      '[s]\na=new\n# c\nb=1\n',
    ],
    ['drops a last line without line end', '[s]\na=1\n  2', '[s]\na=new'],
    ['drops blank lines inside a long value', '[s]\na=\n\n  more', '[s]\na=new'],
    ['appends to the section', '[s]\nb=1\n\n[t]\nx=1\n', '[s]\nb=1\na=new\n\n[t]\nx=1\n'],
    [
      'keeps the indent of the section',
      '[s]\n  b = 1\n  c = 1\n',
      '[s]\n  b = 1\n  c = 1\n  a = new\n',
    ],
    ['appends a section', '[t]\nx=1\n', '[t]\nx=1\n\n[s]\na=new\n'],
    ['starts an empty file', '', '[s]\na = new\n'],
    ['keeps the byte-order mark', '\ufeff[s]\n', '\ufeff[s]\na = new\n'],
    [
      'changes the inherited value where it stands',
      '[DEFAULT]\na=1\n[s]\nb=1\n',
      '[DEFAULT]\na=new\n[s]\nb=1\n',
    ],
    ['changes nothing that is so already', '[s]\na =  new\n', '[s]\na =  new\n'],
  ];
  for (const [what, before, after] of cases) {
    it(what, () => {
      assert.equal(set(before, 'new'), after);
    });
  }

  it('can empty a value', () => {
    assert.equal(set('[s]\na=1\n', ''), '[s]\na=\n');
  });

  for (const [value, name, section, code] of [
    ['two\nlines', 'a', 's', 'value-not-storable'],
    [' edge', 'a', 's', 'value-not-storable'],
    ['x', 'a=b', 's', 'name-not-storable'],
    ['x', '#a', 's', 'name-not-storable'],
    ['x', '', 's', 'name-not-storable'],
    ['x', 'a', 's]', 'name-not-storable'],
    ['x', 'a', ' s', 'name-not-storable'],
  ] as const) {
    it(`refuses [${section}] ${name}=${JSON.stringify(value)}`, () => {
      assert.equal(set('[s]\na=1\n', value, name, section), `!${code}`);
    });
  }
});
