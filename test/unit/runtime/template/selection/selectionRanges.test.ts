import assert from 'node:assert/strict';
import fc from 'fast-check';
import { offsetAt, readLineTable } from '../../../../../runtime/ini/index.ts';
import type { TemplateSpan } from '../../../../../runtime/template/index.ts';
import { readTemplate, selectionRanges } from '../../../../../runtime/template/index.ts';
import { templateTexts } from '../templateTexts.ts';

/** What is selected step by step from the caret, the file left out. */
function steps(marked: string): readonly string[] {
  const at = marked.indexOf('<|>');
  const text = marked.replace('<|>', '');
  const model = readTemplate(text, 'src/config/plugins/Demo.ini');
  const before = text.slice(0, at).split('\n');
  const position = { line: before.length - 1, character: before.at(-1)!.length };
  const [spans = []] = selectionRanges(model, [position]);
  const texts = spans.map((span) => textOf(text, span));
  assert.equal(texts.at(-1), text);
  return texts.slice(0, -1);
}

function textOf(text: string, { start, end }: TemplateSpan): string {
  const lines = readLineTable(text);
  return text.slice(offsetAt(lines, start), offsetAt(lines, end));
}

describe('selectionRanges', () => {
  it('grows from a word in a text to the section', () => {
    assert.deepEqual(steps('# c\n[s]\nA=["string", "some w<|>ords"]\n\n[t]'), [
      'words',
      'some words',
      '"some words"',
      '"string", "some words"',
      '["string", "some words"]',
      'A=["string", "some words"]',
      '[s]\nA=["string", "some words"]',
    ]);
  });

  it('grows from a number', () => {
    assert.deepEqual(steps('[s]\n A = [ "int",<|>12 ] ; c\n'), [
      '12',
      '"int",12',
      ' "int",12 ',
      '[ "int",12 ]',
      '[ "int",12 ] ; c',
      'A = [ "int",12 ] ; c',
      ' A = [ "int",12 ] ; c',
      '[s]\n A = [ "int",12 ] ; c',
    ]);
  });

  it('grows over the lines of a value', () => {
    assert.deepEqual(steps('[s]\nA=["intrange",\n  1,\n  "1-<|>8"]\nB=5\n\n'), [
      '1-8',
      '"1-8"',
      '"intrange",\n  1,\n  "1-8"',
      '["intrange",\n  1,\n  "1-8"]',
      'A=["intrange",\n  1,\n  "1-8"]',
      '[s]\nA=["intrange",\n  1,\n  "1-8"]\nB=5',
    ]);
  });

  it('grows from a name, a header and a comment', () => {
    assert.deepEqual(steps('[s]\nNA<|>ME=5\n\n'), ['NAME', 'NAME=5', '[s]\nNAME=5']);
    assert.deepEqual(steps('[plugins.<|>Demo] x\nA=5\n\n'), [
      'plugins.Demo',
      '[plugins.Demo]',
      '[plugins.Demo] x',
      '[plugins.Demo] x\nA=5',
    ]);
    assert.deepEqual(steps('[s]\n## a com<|>ment\nA=5\n\n'), [
      'comment',
      'a comment',
      '## a comment',
      '[s]\n## a comment\nA=5',
    ]);
  });

  it('is the file alone where there is nothing else', () => {
    assert.deepEqual(steps('<|>'), []);
    assert.deepEqual(steps('[s]\n\n\n<|>\n'), []);
  });

  it('holds the place and grows with each step, whatever the text', () => {
    const position = fc.record({
      line: fc.integer({ min: -1, max: 20 }),
      character: fc.integer({ min: -1, max: 30 }),
    });
    fc.assert(
      fc.property(templateTexts, fc.array(position), (text, positions) => {
        const model = readTemplate(text, 'src/config/plugins/Demo.ini');
        const lines = readLineTable(text);
        const found = selectionRanges(model, positions);
        assert.equal(found.length, positions.length);
        for (const [index, spans] of found.entries()) {
          assert.ok(spans.length > 0);
          const place = offsetAt(lines, positions[index]!);
          let [start, end] = [place, place];
          for (const span of spans) {
            const [nextStart, nextEnd] = [offsetAt(lines, span.start), offsetAt(lines, span.end)];
            assert.ok(nextStart <= start && end <= nextEnd);
            assert.ok(nextStart < start || end < nextEnd || text === '');
            [start, end] = [nextStart, nextEnd];
          }
          assert.deepEqual([start, end], [0, text.length]);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
