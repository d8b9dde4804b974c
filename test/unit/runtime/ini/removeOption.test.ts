import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits, parseIni, removeOption } from '../../../../runtime/ini/index.ts';
import { iniTexts } from './iniTexts.ts';

describe('removeOption', () => {
  const remove = (text: string, name = 'a') => {
    const result = removeOption(parseIni(text), 's', name);
    return result.ok ? applyEdits(text, result.value) : `!${result.problem.code}`;
  };

  const cases: readonly (readonly [string, string, string])[] = [
    ['the only one', '[s]\na=1\n', '[s]\n'],
    ['the last without line end', '[s]\r\nb=2\r\na=1', '[s]\r\nb=2'],
    ['one between comments', '[s]\n# up\na=1\n# down\nb=2\n', '[s]\n# up\n# down\nb=2\n'],
    ['a value of several lines', '[s]\na=1\n\t2\n# mine\n\t3\nb=4\n', '[s]\n# mine\nb=4\n'],
    ['one in other case', '[s]\nA=1\n', '[s]\n'],
    ['nothing where there is none', '[s]\nb=1\n', '[s]\nb=1\n'],
    ['nothing of DEFAULT', '[DEFAULT]\na=1\n[s]\n', '[DEFAULT]\na=1\n[s]\n'],
  ];
  for (const [what, before, after] of cases) {
    it(`removes ${what}`, () => assert.equal(remove(before), after));
  }

  it('refuses what stands there twice, or would alter the reading of others', () => {
    assert.equal(remove('[s]\na=1\na=2\n'), '!edit-not-safe');
    assert.equal(remove('[s]\nb=1\n a=1\n  c=2\n').startsWith('!'), false);
  });

  it('leaves everything else as it is read', () => {
    fc.assert(
      fc.property(iniTexts, (text) => {
        const document = parseIni(text);
        for (const { name: section, options } of document.sections) {
          for (const { name, key } of options.slice(0, 2)) {
            const result = removeOption(document, section, name);
            if (!result.ok) continue;
            const after = parseIni(applyEdits(text, result.value));
            for (const other of document.sections) {
              for (const option of other.options) {
                if (other.name === section && option.key === key) continue;
                assert.equal(
                  after.get(other.name, option.key),
                  document.get(other.name, option.key),
                );
              }
            }
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});
