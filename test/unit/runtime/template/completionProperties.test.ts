import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseIni } from '../../../../runtime/ini/index.ts';
import type { TemplateModel } from '../../../../runtime/template/index.ts';
import {
  completeTemplate,
  readTemplate,
  validateTemplate,
} from '../../../../runtime/template/index.ts';
import { expandTabStops } from './support/expandTabStops.ts';

const files = fc.constantFrom(
  'src/config/plugins/Demo.ini',
  'src/config/conf_outlets/X.ini',
  'src/config/serverNodes.ini',
  'src/config/config.ini',
  'x.ini',
);

const headers = fc.constantFrom(
  '[plugins.Demo]',
  '[pdu]',
  '[server]',
  '[plugins]',
  '[plu',
  '',
  '# a',
);
const names = fc.constantFrom(
  'A',
  'WAIT',
  'outlets',
  'type',
  'pluginList',
  '',
  'a b',
  'x.y',
  'NAME',
);
const elements = fc.constantFrom(
  ...[
    '"int"',
    '"in',
    'int',
    "'bool'",
    '"intrange"',
    '"string"',
    '"multilist"',
    '"select"',
    '"bool',
  ],
  ...['1', '99', '0', '-3', 'true', 'tru', '""', '"1-8"', '"9-', '"a, b"', '"~~na', '"x/~~name~~"'],
  ...['"$HOME}"', '"\\\\"', 'None', '[1', '', ' '],
);
const ends = fc.constantFrom(
  '',
  ']',
  ' ]',
  ',',
  ',]',
  '"',
  '"]',
  '] ; c',
  ']]',
  ']\n  2]',
  '\n\n  x',
);
const values = fc
  .tuple(fc.array(elements, { maxLength: 4 }), fc.constantFrom(',', ', ', ' '), ends)
  .map(([parts, separator, end]) => `[${parts.join(separator)}${end}`);
const lines = fc.oneof(
  fc
    .tuple(
      names,
      fc.constantFrom('=', ' = ', ':', ''),
      fc.oneof(values, fc.constantFrom('', 'in', '5')),
    )
    .map((parts) => parts.join('')),
  headers,
  fc.constantFrom('', '  ', '\t', '; x', '  A=1'),
);
const texts = fc
  .tuple(
    fc.constantFrom('', '', '\ufeff'),
    fc.array(lines, { maxLength: 5 }),
    fc.constantFrom('\n', '\r\n'),
  )
  .map(([start, parts, lineEnd]) => start + parts.join(lineEnd));

/** How often each error stands in a stretch of lines. */
function errorsIn(model: TemplateModel, first: number, last: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { code, severity, range } of validateTemplate(model.text, { file: model.file })) {
    const isInside = first <= range.start.line && range.start.line <= last;
    if (severity !== 'error' || !isInside || code === 'bom') continue;
    counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return counts;
}

describe('template completion, whatever the text', () => {
  it('offers nothing that makes its line more wrong', () => {
    let accepted = 0;
    fc.assert(
      fc.property(texts, files, fc.nat(), (text, file, at) => {
        const model = readTemplate(text, file);
        const position = parseIni(text).positionAt(at % (text.length + 1));
        const { line } = position;
        const errors = errorsIn(model, line, line);
        for (const { range, snippet, label } of completeTemplate(model, position)) {
          assert.deepEqual([range.start.line, range.end.line], [line, line]);
          assert.ok(range.start.character <= position.character);
          assert.ok(range.end.character >= position.character);
          assert.ok(range.end.character <= model.lineText(line).length);
          const inserted = expandTabStops(snippet);
          const after = model.change({ ...range, text: inserted });
          const last = line + inserted.split('\n').length - 1;
          for (const [code, count] of errorsIn(after, line, last)) {
            const was = errors.get(code) ?? 0;
            assert.ok(count <= was, `${label}: ${code} in ${JSON.stringify(after.text)}`);
          }
          accepted++;
        }
      }),
      { numRuns: 3000 },
    );
    assert.ok(accepted > 1000, `${accepted} proposals were taken`);
  });

  it('offers the same with LF and CRLF', () => {
    fc.assert(
      fc.property(texts, files, fc.nat(6), fc.nat(30), (text, file, line, character) => {
        const plain = text.replaceAll('\r', '');
        const crlf = plain.replaceAll('\n', '\r\n');
        assert.deepEqual(
          completeTemplate(readTemplate(crlf, file), { line, character }),
          completeTemplate(readTemplate(plain, file), { line, character }),
        );
      }),
      { numRuns: 500 },
    );
  });
});
