import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parseIni } from '../../../../runtime/ini/index.ts';
import { templateDefaults, validateTemplate } from '../../../../runtime/template/index.ts';

const files = fc.constantFrom(
  'src/config/plugins/Demo.ini',
  'src/config/conf_outlets/X.ini',
  'src/config/outlets.ini',
  'src/config/config.ini',
  'x.ini',
);
const pieces = fc.constantFrom(
  ...[
    '\n',
    '\r\n',
    '\r',
    ' ',
    '\t',
    '=',
    ':',
    '[',
    ']',
    '{',
    '}',
    '#',
    ';',
    '%',
    '"',
    "'",
    ',',
    '\\',
  ],
  ...[
    '[plugins.Demo]\n',
    '[pdu]\n',
    'A=["int",1]\n',
    'B=["string","',
    '\nC=[',
    '"intrange"',
    '"1-8"',
  ],
  ...['true', 'True', '-1', '1.5', '%(a)s', '%%', '~~name~~', '\ufeff', '\u00a0', '\u201c', '\0'],
  ...[
    '\n  ',
    'rem ',
    '__proto__',
    '"select",',
    '"multilist",',
    '\ufffd',
    '\u2028',
    '\u{1f600}',
    '\\u',
  ],
);
const texts = fc
  .array(fc.oneof({ weight: 5, arbitrary: pieces }, fc.string({ maxLength: 3 })), { maxLength: 50 })
  .map((parts) => parts.join(''));

describe('validateTemplate, whatever the text', () => {
  it('marks single-line ranges inside the text, sorted, each once', () => {
    fc.assert(
      fc.property(texts, files, (text, file) => {
        const { lines } = parseIni(text);
        const found = validateTemplate(text, { file });
        const keys = found.map(({ code, range }) => {
          const { start, end } = range;
          assert.equal(start.line, end.line);
          assert.ok(start.character <= end.character);
          const lineStart = lines.starts[start.line] ?? NaN;
          const nextLine = lines.starts[start.line + 1] ?? text.length;
          assert.ok(lineStart + end.character <= nextLine, JSON.stringify(range));
          return [start.line, start.character].map((n) => String(n).padStart(6, '0')).join() + code;
        });
        assert.deepEqual(keys, keys.toSorted());
        assert.equal(new Set(found.map((each) => JSON.stringify(each))).size, found.length);
        templateDefaults(text, 'plugins.Demo');
      }),
      { numRuns: 2000, seed: 1 },
    );
  });

  it('marks the same with LF and CRLF', () => {
    fc.assert(
      fc.property(texts, files, (text, file) => {
        const plain = text.replaceAll('\r', '');
        const crlf = plain.replaceAll('\n', '\r\n');
        assert.deepEqual(validateTemplate(crlf, { file }), validateTemplate(plain, { file }));
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  it('marks only the last line while a valid template is typed', () => {
    interface Case {
      readonly name: string;
      readonly text: string;
      readonly file?: string;
    }
    const url = new URL('templateCases.json', import.meta.url);
    const cases = JSON.parse(readFileSync(url, 'utf8')) as readonly Case[];
    for (const { name, text, file } of cases.filter((each) => each.name.startsWith('clean'))) {
      for (let end = 0; end <= text.length; end++) {
        const typed = text.slice(0, end);
        const lastLine = typed.trimEnd().split('\n').length - 1;
        const options = { file: file ?? 'src/config/plugins/Demo.ini' };
        const before = validateTemplate(typed, options).filter(
          ({ code, range }) => range.start.line !== lastLine && !code.startsWith('empty-'),
        );
        assert.deepEqual(before, [], `${name}: ${JSON.stringify(typed)}`);
      }
    }
  });
});
