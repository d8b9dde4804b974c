import assert from 'node:assert/strict';
import { addToJsonList, applyEdits, parseIni } from '../../../../runtime/ini/index.ts';

describe('addToJsonList', () => {
  const add = (text: string, item = 'Demo') => {
    const result = addToJsonList(parseIni(text), 'plugins', 'pluginList', item);
    assert.ok(result.ok, JSON.stringify(result));
    return applyEdits(text, result.value);
  };

  const lists: readonly (readonly [string, string])[] = [
    ['["A"]', '["A", "Demo"]'],
    ['["A","B"]', '["A","B","Demo"]'],
    ['[ "A" , "B" ]', '[ "A" , "B", "Demo" ]'],
    ['[]', '["Demo"]'],
    ['[ ]', '["Demo" ]'],
    ['["A, [B", "C\\"]"]', '["A, [B", "C\\"]", "Demo"]'],
    ['[["A", "B"]]', '[["A", "B"], "Demo"]'],
    ['["100%%"]', '["100%%", "Demo"]'],
  ];
  for (const [before, after] of lists) {
    it(`turns ${before} into ${after}`, () => {
      const text = (list: string) => `; mine\n[plugins]\n# which\npluginlist = ${list}\nx=1\n`;
      assert.equal(add(text(before)), text(after));
    });
  }

  it('follows a list that is written one entry a line', () => {
    assert.equal(
      add('[plugins]\r\npluginlist = [\r\n\t"A",\r\n\t"B"\r\n\t]\r\n'),
      '[plugins]\r\npluginlist = [\r\n\t"A",\r\n\t"B",\r\n\t"Demo"\r\n\t]\r\n',
    );
  });

  it('changes nothing when the list has the entry', () => {
    assert.equal(add('[plugins]\npluginList=["Demo"]\n'), '[plugins]\npluginList=["Demo"]\n');
  });

  it('fills an empty value', () => {
    assert.equal(
      add('[plugins]\npluginlist =   \nx=1\n'),
      '[plugins]\npluginlist = ["Demo"]\nx=1\n',
    );
  });

  it('adds the option at the end of the section, in the style of its neighbours', () => {
    assert.equal(
      add('[plugins]\nx=1\n\n# about y\n[y]\nz=2\n'),
      '[plugins]\nx=1\npluginList=["Demo"]\n\n# about y\n[y]\nz=2\n',
    );
  });

  it('adds the section at the end of the file, in the style of the file', () => {
    assert.equal(
      add('[main]\r\na = 1\r\n'),
      '[main]\r\na = 1\r\n\r\n[plugins]\r\npluginList = ["Demo"]\r\n',
    );
    assert.equal(add('[main]\na=1'), '[main]\na=1\n\n[plugins]\npluginList=["Demo"]');
    assert.equal(add(''), '[plugins]\npluginList = ["Demo"]\n');
  });

  it('escapes the percent sign of an entry', () => {
    assert.equal(
      add('[plugins]\npluginList=["A"]\n', '5%'),
      '[plugins]\npluginList=["A", "5%%"]\n',
    );
  });

  for (const value of ['Demo', '"Demo"', '{"a":1}', '["A"', "['A']", '5', '["A"] ; c']) {
    it(`refuses ${value}, which is no JSON list`, () => {
      const result = addToJsonList(
        parseIni(`[plugins]\npluginlist=${value}\n`),
        'plugins',
        'pluginList',
        'X',
      );
      assert.ok(!result.ok);
      assert.equal(result.problem.code, 'not-a-json-list');
      assert.match(
        result.problem.message,
        /^Line 2: "pluginlist" in section \[plugins\] is no JSON list/,
      );
      assert.equal(result.problem.range?.character, 11);
    });
  }

  it('refuses when the new line would swallow one below', () => {
    const result = addToJsonList(
      parseIni('[plugins]\n\n   [indented]\na=1\n'),
      'plugins',
      'l',
      'X',
    );
    assert.ok(!result.ok);
    assert.equal(result.problem.code, 'edit-not-safe');
  });
});
