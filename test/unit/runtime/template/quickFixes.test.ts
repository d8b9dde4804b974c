import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyEdits, parseIni } from '../../../../runtime/ini/index.ts';
import type { TemplateDiagnostic } from '../../../../runtime/template/index.ts';
import { validateTemplate } from '../../../../runtime/template/index.ts';

interface TemplateCase {
  readonly name: string;
  readonly file?: string;
  readonly text: string;
}

const cases = JSON.parse(
  readFileSync(join(import.meta.dirname, 'templateCases.json'), 'utf8'),
) as readonly TemplateCase[];

/** The text after one click on the fix. */
function mend(text: string, { range, data }: TemplateDiagnostic): string {
  const document = parseIni(text);
  const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
  return applyEdits(text, [{ start, end, text: data?.fix.text ?? '' }]);
}

describe('A quick fix', () => {
  let offered = 0;

  for (const { name, file = 'src/config/plugins/Demo.ini', text } of cases) {
    it(`removes its finding and adds no error: ${name}`, () => {
      const before = validateTemplate(text, { file });
      const errorsBefore = before.filter(({ severity }) => severity === 'error').length;
      for (const found of before.filter(({ data }) => data)) {
        offered++;
        const mended = mend(text, found);
        const after = validateTemplate(mended, { file });
        const { code, range } = found;
        const left = after.find(
          (each) =>
            each.code === code &&
            each.range.start.line === range.start.line &&
            each.range.start.character === range.start.character,
        );
        assert.equal(left, undefined, `${code} is still there:\n${mended}`);
        const errors = after.filter(({ severity }) => severity === 'error').length;
        assert.ok(errors <= errorsBefore, `${code} brings a new error:\n${mended}`);
      }
    });
  }

  it('is offered at all', () => {
    assert.ok(offered > 10, `only ${offered} times`);
  });
});
