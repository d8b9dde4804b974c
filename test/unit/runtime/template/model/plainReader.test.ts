import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkBlock } from '../../../../../runtime/template/checkBlock.ts';
import { DeclaredNames } from '../../../../../runtime/template/declaredNames.ts';
import { readTemplate } from '../../../../../runtime/template/index.ts';
import { PlainReader } from '../../../../../runtime/template/model/plainReader.ts';
import { caseTexts } from '../templateTexts.ts';
import { blockTexts, files, neatTexts } from './blockTexts.ts';

/** How many blocks of a template are plain; each of them must have nothing to be said about it. */
function countPlain(text: string, file: string): { readonly plain: number; readonly all: number } {
  const { blocks, kind } = readTemplate(text, file);
  const reader = new PlainReader(kind);
  let plain = 0;
  for (const { block } of blocks) {
    const read = reader.read(block);
    if (!read) continue;
    plain++;
    const declared = new DeclaredNames();
    const surroundings = { kind, declared, nextSection: 'next', isPortabilityOn: false };
    assert.deepEqual(checkBlock(block, surroundings).found, [], JSON.stringify(block.text));
    const names = block.document.sections.map(({ name }) => name);
    assert.deepEqual(read, names, JSON.stringify(block.text));
  }
  return { plain, all: blocks.length };
}

describe('PlainReader', () => {
  it('takes only blocks that no rule has anything to say about', () => {
    let plain = 0;
    const texts = fc.oneof({ weight: 3, arbitrary: neatTexts }, blockTexts);
    fc.assert(
      fc.property(texts, files, (text, file) => {
        plain += countPlain(text, file).plain;
      }),
      { numRuns: 5_000, seed: 1 },
    );
    assert.ok(plain > 500, `${plain} plain blocks are enough to mean something`);
    for (const { text, file } of caseTexts()) countPlain(text, file);
  });
});
