import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { PluginFacts, TemplateModel } from '../../../../../runtime/template/index.ts';
import {
  codeLenses,
  encodedTokens,
  foldingRanges,
  formatTemplate,
  readTemplate,
  selectionRanges,
  semanticTokens,
  templateSymbols,
  validateModel,
  workspaceSymbols,
} from '../../../../../runtime/template/index.ts';
import { templateTexts } from '../templateTexts.ts';
import { countReadBlocks } from './countReadBlocks.ts';

const file = 'src/config/plugins/Demo.ini';
const facts: PluginFacts = {
  className: 'Demo',
  classPlace: undefined,
  doc: undefined,
  language: undefined,
  isEnabled: undefined,
  reads: [],
  hasDynamicReads: false,
  configValues: new Map(),
};

/** All that is asked of a template as a whole. */
const answers = Object.entries<(model: TemplateModel) => unknown>({
  templateSymbols: (model) => templateSymbols(model),
  workspaceSymbols: (model) => workspaceSymbols(model, 'a'),
  foldingRanges: (model) => foldingRanges(model),
  formatTemplate: (model) => formatTemplate(model),
  semanticTokens: (model) => semanticTokens(model),
  encodedTokens: (model) => encodedTokens(model),
  codeLenses: (model) => codeLenses(model, facts),
});

describe('what is asked of a whole template', () => {
  it('is the same after changes as when the text is read anew', () => {
    const change = fc.tuple(fc.nat(12), fc.nat(12), templateTexts);
    fc.assert(
      fc.property(templateTexts, fc.array(change, { maxLength: 3 }), (text, changes) => {
        let model = readTemplate(text, file);
        for (const [line, character, inserted] of changes) {
          for (const [, answer] of answers) answer(model);
          const start = { line, character };
          model = model.change({ start, end: start, text: inserted });
        }
        const anew = readTemplate(model.text, file);
        for (const [name, answer] of answers) assert.deepEqual(answer(model), answer(anew), name);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a template of ten thousand sections', () => {
  const sections = Array.from(
    { length: 10_000 },
    (_, index) => `# about\n[s${index}]\nA = ["int",${index}]\n\n`,
  );
  const model = readTemplate(sections.join(''), file);
  /** In the value of the section in the middle. */
  const place = { line: 4 * 5_000 + 2, character: 10 };
  const edited = model.change({ start: place, end: place, text: '7' });
  const longer = model.change({ start: place, end: place, text: '7]\nB=["int",' });
  /** The block of the edit, and the one that the file ends with. */
  const most = 2;

  // What the rules read of it is not counted here.
  before(() => {
    for (const each of [model, edited, longer]) validateModel(each);
  });

  for (const [name, answer] of answers) {
    it(`is read once for ${name}, then only where it was edited`, () => {
      answer(model);
      for (const each of [model, edited, longer]) {
        const read = countReadBlocks(() => answer(each));
        assert.ok(read <= most, `${read} blocks`);
      }
    });
  }

  it('is read only where selections are', () => {
    const fresh = readTemplate(model.text, file);
    const read = countReadBlocks(() => selectionRanges(fresh, [place]));
    assert.ok(0 < read && read <= most, `${read} blocks`);
  });

  it('is read as a whole the first time, so the count means something', () => {
    const fresh = readTemplate(model.text, file);
    assert.ok(countReadBlocks(() => templateSymbols(fresh)) >= 10_000);
  });
});
