import assert from 'node:assert/strict';
import {
  colourPresentations,
  readTemplate,
  templateColours,
} from '../../../../runtime/template/index.ts';
import { textAt } from './support/marked.ts';

describe('colours of a template', () => {
  const found = (line: string) => {
    const model = readTemplate(`[plugins.Demo]\n# "#123"\n${line}`, 'src/config/plugins/Demo.ini');
    return templateColours(model).map(({ span, colour }) => [
      textAt(model, span),
      ...[colour.red, colour.green, colour.blue].map((part) => Math.round(part * 255)),
    ]);
  };

  const cases: readonly (readonly [string, readonly (readonly (string | number)[])[]])[] = [
    ['A=["string","#fff"]', [['#fff', 255, 255, 255]]],
    ['A=["string","#1e90FF"]', [['#1e90FF', 30, 144, 255]]],
    [
      'A=["string","😀","#000","#010203"]',
      [
        ['#000', 0, 0, 0],
        ['#010203', 1, 2, 3],
      ],
    ],
    ['A = [ "string" , "#abc" ', [['#abc', 170, 187, 204]]],
    ['A=["string","#ffff"]', []],
    ['A=["string"," #fff"]', []],
    ['A=["string","red #fff"]', []],
    ["A=['string','#fff']", []],
    ['A=["#fff"]', []],
    ['A=#fff', []],
    ['; A=["string","#fff"]', []],
  ];
  for (const [line, colours] of cases) {
    it(`of ${line} are ${JSON.stringify(colours)}`, () => {
      assert.deepEqual(found(line), colours);
    });
  }

  it('are written as they are read', () => {
    assert.deepEqual(colourPresentations({ red: 1, green: 0, blue: 0.2 }), ['#ff0033', '#f03']);
    assert.deepEqual(colourPresentations({ red: 30 / 255, green: 2, blue: -1 }), ['#1eff00']);
  });
});
