import assert from 'node:assert/strict';
import { applyEdits, parseIni, removeFromJsonList } from '../../../../runtime/ini/index.ts';

describe('removeFromJsonList', () => {
  const remove = (text: string, item = 'B') => {
    const result = removeFromJsonList(parseIni(text), 'plugins', 'pluginList', item);
    return result.ok ? applyEdits(text, result.value) : `!${result.problem.code}`;
  };
  const list = (value: string): string => `; mine\n[plugins]\npluginList = ${value}\nx = 1\n`;

  const cases: readonly (readonly [string, string, string])[] = [
    ['the first', '["B", "A"]', '["A"]'],
    ['one in the middle', '["A",  "B",  "C"]', '["A",  "C"]'],
    ['the last', '[ "A", "B" ]', '[ "A" ]'],
    ['the only one', '["B"]', '[]'],
    ['each of several', '["B","B","A","B"]', '["A"]'],
    ['one on its own line', '["A",\n\t"B",\n\t"C"]', '["A",\n\t"C"]'],
    ['the last of lines', '[\n\t"A",\n\t"B"\n\t]', '[\n\t"A"\n\t]'],
    ['none that it is part of', '["AB", "B,B"]', '["AB", "B,B"]'],
  ];
  for (const [what, before, after] of cases) {
    it(`removes ${what}`, () => assert.equal(remove(list(before)), list(after)));
  }

  it('keeps comments between the lines of the list', () => {
    const text = '[plugins]\npluginList = ["A",\n# why B\n\t"B",\n# why C\n\t"C"]\n';
    const after = remove(text);
    assert.match(after, /# why B\n[^]*# why C/);
    assert.deepEqual(JSON.parse(parseIni(after).get('plugins', 'pluginList') ?? ''), ['A', 'C']);
  });

  it('does nothing without a list, and refuses what is none', () => {
    assert.equal(remove('[plugins]\n'), '[plugins]\n');
    assert.equal(remove('[plugins]\npluginList = B\n'), '!not-a-json-list');
  });
});
