import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from 'ini';
import { readTemplate } from '../../../../runtime/template/model/templateModel.ts';
import { validateModel } from '../../../../runtime/template/model/validateModel.ts';

const file = 'src/config/plugins/Demo.ini';

function codesOf(text: string): readonly string[] {
  const model = readTemplate(text, file);
  return validateModel(model, { isPortabilityOn: true }).map(({ code }) => code);
}

/** What npm's `ini` makes of the variable A, as the text of its array. */
function readElsewhere(text: string): string | undefined {
  const root: unknown = parse(text);
  const plugins = property(root, 'plugins');
  const value = property(property(plugins, 'Demo'), 'A');
  return typeof value === 'string' ? value : undefined;
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}

describe('The portability rules', () => {
  const units = ['a', '=', ';', '#', '\\\\', '\\n', '\\u003b', "'", '[', ']', ',', ' ', ':', 'é'];
  const contents = fc
    .array(fc.constantFrom(...units), { maxLength: 6 })
    .map((parts) => `x${parts.join('')}x`);
  const differs = ['portability-semicolon', 'portability-hash', 'portability-backslash'];

  it("say that npm's ini reads a text differently exactly where it does", () => {
    fc.assert(
      fc.property(contents, (content) => {
        const array = `["string","${content}"]`;
        const text = `[plugins.Demo]\nA=${array}\n`;
        const isSaid = codesOf(text).some(
          (code) => differs.includes(code) || code === 'semicolon-cut',
        );
        assert.equal(isSaid, readElsewhere(text) !== array, text);
      }),
      { numRuns: 1000 },
    );
  });

  it('leave the rest to rules that are always on', () => {
    assert.deepEqual(codesOf('[plugins.Demo]\nA:["int",1]\n'), ['colon-delimiter']);
    assert.deepEqual(codesOf('[plugins.Demo]\nA=["int",\n 1]\n'), ['multiline-value']);
    for (const text of ['[plugins.Demo]\nA:["int",1]\n', '[plugins.Demo]\nA=["int",\n 1]\n']) {
      assert.notEqual(readElsewhere(text), '["int",1]');
    }
  });

  it('mark defaults that the original cannot save', () => {
    assert.deepEqual(codesOf('[plugins.Demo]\nA=["string","é"]\n'), ['portability-non-ascii']);
    assert.deepEqual(codesOf('[plugins.Demo]\nA=["string","\\u00e9"]\n'), [
      'portability-non-ascii',
    ]);
    assert.deepEqual(codesOf('# é\n[plugins.Demo]\nA=["string","e"]\n'), []);
  });

  it('are silent unless asked for', () => {
    const text = '[plugins.Demo]\nA=["string","a;b#c\\\\é"]\n';
    assert.deepEqual(validateModel(readTemplate(text, file)), []);
    const severities = new Map([['portability-hash', 'warning'] as const]);
    const found = validateModel(readTemplate(text, file), { severities });
    assert.deepEqual(
      found.map(({ code, severity }) => [code, severity]),
      [['portability-hash', 'warning']],
    );
  });
});
