import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { TemplateDiagnostic } from '../../../../../runtime/template/index.ts';
import { readTemplate, validateModel } from '../../../../../runtime/template/index.ts';
import { TemplateBlock } from '../../../../../runtime/template/model/templateBlock.ts';
import { TemplateModel } from '../../../../../runtime/template/model/templateModel.ts';
import { caseTexts } from '../templateTexts.ts';
import { blockTexts, files, insertions } from './blockTexts.ts';

/** What is found when the whole text is a single block, so that nothing is split, shared or skipped. */
function validateWhole(text: string, file: string): readonly TemplateDiagnostic[] {
  const { lineCount } = readTemplate(text, file);
  const block = new TemplateBlock(text, 0, text.length, lineCount - 1);
  // Checks for portability leave no block out; what they find is off.
  return validateModel(new TemplateModel(file, [{ block, firstLine: 0 }]), {
    isPortabilityOn: true,
    severities: new Map(portabilityCodes.map((code) => [code, 'off'])),
  });
}

const portabilityCodes = [
  'portability-semicolon',
  'portability-hash',
  'portability-backslash',
  'portability-non-ascii',
];

const edits = fc.record({ at: fc.nat(), length: fc.nat(12), text: insertions });

describe('validateModel', () => {
  it('finds in blocks what it finds in the whole', () => {
    fc.assert(
      fc.property(blockTexts, files, (text, file) => {
        assert.deepEqual(validateModel(readTemplate(text, file)), validateWhole(text, file));
      }),
      { numRuns: 1_000, seed: 1 },
    );
  });

  /** Edits a text again and again, and compares with one that is read anew each time. */
  function followEdits(
    text: string,
    file: string,
    all: readonly { readonly at: number; readonly length: number; readonly text: string }[],
  ): void {
    let model = readTemplate(text, file);
    for (const edit of all) {
      const { text: before } = model;
      const from = edit.at % (before.length + 1);
      const to = Math.min(from + edit.length, before.length);
      const places = readTemplate(before, file);
      const [start, end] = [placeOf(places, from), placeOf(places, to)];
      model = model.change({ start, end, text: edit.text });
      const fresh = readTemplate(model.text, file);
      assert.deepEqual(validateModel(model), validateModel(fresh), JSON.stringify(model.text));
    }
  }

  it('finds after any edits of any text what it finds anew', () => {
    const many = fc.array(edits, { minLength: 20, maxLength: 20 });
    fc.assert(
      fc.property(blockTexts, files, many, (text, file, all) => followEdits(text, file, all)),
      { numRuns: 50, seed: 1 },
    );
  });

  it('finds after edits of each case what it finds anew', () => {
    const [all = []] = fc.sample(fc.array(edits, { minLength: 1000, maxLength: 1000 }), {
      numRuns: 1,
      seed: 7,
    });
    for (const [index, { text, file }] of caseTexts().entries()) {
      followEdits(text, file, all.slice(index * 10, index * 10 + 20));
    }
    const joined = caseTexts()
      .slice(0, 20)
      .map(({ text }) => text)
      .join('\n');
    followEdits(joined, 'src/config/config.ini', all);
  });

  it('finds the same with LF, CRLF and both', () => {
    const check = (text: string, file: string): void => {
      const plain = text.replaceAll(/\r\n?/g, '\n');
      let line = 0;
      const mixed = plain.replaceAll('\n', () => (line++ % 2 === 0 ? '\r\n' : '\n'));
      const expected = validateModel(readTemplate(plain, file));
      assert.deepEqual(validateModel(readTemplate(mixed, file)), expected);
      const crlf = plain.replaceAll('\n', '\r\n');
      assert.deepEqual(validateModel(readTemplate(crlf, file)), expected);
    };
    fc.assert(fc.property(blockTexts, files, check), { numRuns: 500, seed: 1 });
    for (const { text, file } of caseTexts()) check(text, file);
  });

  it('tells the line of the first declaration after lines were put above it', () => {
    const file = 'src/config/config.ini';
    const before = readTemplate('[a]\nX=["int",1]\n[b]\n[a]\nx=["int",1]\n', file);
    validateModel(before);
    const top = { line: 0, character: 0 };
    const found = validateModel(before.change({ start: top, end: top, text: '# c\n# d\n' }));
    assert.deepEqual(
      found.map(({ code, range, related }) => [code, range.start.line, related?.range.start.line]),
      [
        ['duplicate-section', 5, 2],
        ['duplicate-key-case', 6, 3],
      ],
    );
    assert.match(found[1]?.message ?? '', /in line 4\./);
  });

  it('judges references by sections of the same name and by DEFAULT, wherever they stand', () => {
    const codes = (text: string): readonly string[] =>
      validateModel(readTemplate(text, 'x.ini'))
        .map(({ code }) => code)
        .filter((code) => code.startsWith('percent'));
    assert.deepEqual(codes('[a]\nX=%(y)s\n'), ['percent-undefined-reference']);
    assert.deepEqual(codes('[a]\nX=%(y)s\n[b]\n[a]\nY=["int",1]\n'), ['percent-reference']);
    assert.deepEqual(codes('[a]\nX=%(y)s\n[DEFAULT]\nY=["int",1]\n'), ['percent-reference']);
    assert.deepEqual(codes('[a]\nX=%(y)s\n[DEFAULT]\nY=%(x)s\n'), [
      'percent-recursive',
      'percent-undefined-reference',
    ]);
  });

  it('checks only blocks that an edit has touched', () => {
    const text = Array.from({ length: 500 }, (_, at) => `[s${at}]\nA=["int",-1]\n`).join('');
    const before = readTemplate(text, 'x.ini');
    validateModel(before);
    const place = { line: 501, character: 10 };
    const after = before.change({ start: place, end: place, text: '2' });
    const readings = after.blocks.filter(
      ({ block }) => !before.blocks.some((b) => b.block === block),
    );
    assert.equal(readings.length, 1);
    assert.equal(validateModel(after).length, 500);
  });
});

function placeOf(model: TemplateModel, offset: number) {
  let rest = offset;
  for (const { block, firstLine } of model.blocks) {
    if (rest < block.text.length || block === model.blocks.at(-1)?.block) {
      const { line, character } = block.document.positionAt(rest);
      return { line: firstLine + line, character };
    }
    rest -= block.text.length;
  }
  throw new RangeError('The offset is outside the text.');
}
