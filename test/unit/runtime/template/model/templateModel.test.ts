import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits, offsetAt, readLineTable } from '../../../../../runtime/ini/index.ts';
import { readTemplate } from '../../../../../runtime/template/index.ts';

const file = 'src/config/plugins/Demo.ini';
const piece = fc.constantFrom(
  '[a]',
  '[',
  ']',
  'N=["int",1]',
  ' ',
  '\t',
  '\n',
  '\r',
  '\r\n',
  '\ufeff',
  '#',
  'x',
);
const texts = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));
const position = fc.record({ line: fc.nat(12), character: fc.nat(14) });

describe('TemplateModel', () => {
  it('splits at headers in the first column and loses nothing', () => {
    const { blocks } = readTemplate('# c\n[a]\nX=1\n [b]\n[c]\r\n', file);
    assert.deepEqual(
      blocks.map(({ block, firstLine }) => [firstLine, block.text]),
      [
        [0, '# c\n'],
        [1, '[a]\nX=1\n [b]\n'],
        [4, '[c]\r\n'],
      ],
    );
    fc.assert(fc.property(texts, (text) => readTemplate(text, file).text === text));
  });

  it('has the lines of its text', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const model = readTemplate(text, file);
        const { starts, ends } = readLineTable(text);
        const lines = starts.map((start, line) => text.slice(start, ends[line]));
        assert.equal(model.lineCount, lines.length);
        assert.deepEqual(
          lines.map((_, line) => model.lineText(line)),
          lines,
        );
      }),
    );
  });

  it('is the same after a change as when read anew', () => {
    fc.assert(
      fc.property(texts, texts, position, position, (text, inserted, one, other) => {
        const isFirst =
          one.line < other.line || (one.line === other.line && one.character <= other.character);
        const [start, end] = isFirst ? [one, other] : [other, one];
        const lines = readLineTable(text);
        const edit = { start: offsetAt(lines, start), end: offsetAt(lines, end), text: inserted };
        if (edit.start > edit.end) return;
        const expected = readTemplate(applyEdits(text, [edit]), file);
        const changed = readTemplate(text, file).change({ start, end, text: inserted });
        assert.deepEqual(
          changed.blocks.map(({ block, firstLine }) => [firstLine, block.text]),
          expected.blocks.map(({ block, firstLine }) => [firstLine, block.text]),
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it('reads only the changed block again', () => {
    const before = readTemplate('[a]\nX=1\n[b]\nY=2\n[c]\nZ=3\n', file);
    const place = { line: 3, character: 2 };
    const after = before.change({ start: place, end: place, text: '1' });
    assert.equal(after.blocks[0]?.block, before.blocks[0]?.block);
    assert.notEqual(after.blocks[1]?.block, before.blocks[1]?.block);
    assert.equal(after.blocks[2]?.block, before.blocks[2]?.block);
  });
});
