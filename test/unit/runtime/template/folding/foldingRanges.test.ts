import assert from 'node:assert/strict';
import fc from 'fast-check';
import { foldingRanges, readTemplate } from '../../../../../runtime/template/index.ts';
import { templateTexts } from '../templateTexts.ts';

function folds(lines: readonly string[]): readonly string[] {
  const model = readTemplate(lines.join('\n'), 'src/config/plugins/Demo.ini');
  return foldingRanges(model).map(
    ({ kind, startLine, endLine }) => `${kind} ${startLine}-${endLine}`,
  );
}

describe('foldingRanges', () => {
  it('folds a section up to its last line that is not blank', () => {
    assert.deepEqual(folds(['[a]', 'X=["int",1]', '# own', '', '# of b', '[b]', 'Y=', '', '']), [
      'section 0-2',
      'section 5-6',
    ]);
  });

  it('folds two and more comment lines', () => {
    assert.deepEqual(folds(['# one', '# two', '; three', '', '# lone', '[a]']), ['comment 0-2']);
  });

  it('folds regions, in each other and around sections', () => {
    const text = [
      ...['# region all', '[a]', '#region inner', 'X=["int",1]', '# endregion', ''],
      ...['[b]', 'Y=["int",1]', '; endregion', '# endregion', '# region', '[c]'],
    ];
    assert.deepEqual(folds(text), ['region 0-8', 'section 1-4', 'region 2-4', 'section 6-7']);
  });

  it('folds values of several lines', () => {
    assert.deepEqual(folds(['[a]', 'X=["intrange",', '  1,', '', '  "1-8"]', 'Y=["int",1]']), [
      'section 0-5',
      'value 1-4',
    ]);
  });

  it('takes words that only begin like it for no region', () => {
    assert.deepEqual(folds(['# regional', '', '# endregion', '# region', '', '# end region']), []);
  });

  it('stays inside the file and sorted, whatever the text', () => {
    fc.assert(
      fc.property(templateTexts, (text) => {
        const model = readTemplate(text, 'src/config/plugins/Demo.ini');
        let last = 0;
        for (const { startLine, endLine } of foldingRanges(model)) {
          assert.ok(last <= startLine && startLine < endLine && endLine < model.lineCount);
          assert.match(model.lineText(endLine), /[^ \t]/);
          last = startLine;
        }
      }),
      { numRuns: 1000 },
    );
  });
});
