import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parseIni } from '../../../../runtime/ini/index.ts';
import { createTemplateService, templateDefaults } from '../../../../runtime/template/index.ts';

const service = createTemplateService();
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

describe('the template service, whatever the text', () => {
  it('marks single-line ranges inside the text, sorted, each once', () => {
    fc.assert(
      fc.property(texts, files, (text, file) => {
        const { lines } = parseIni(text);
        const found = service.validate({ text, file });
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
      { numRuns: 2000 },
    );
  });

  it('marks the same with LF and CRLF', () => {
    fc.assert(
      fc.property(texts, files, (text, file) => {
        const plain = text.replaceAll('\r', '');
        const crlf = plain.replaceAll('\n', '\r\n');
        assert.deepEqual(
          service.validate({ text: crlf, file }),
          service.validate({ text: plain, file }),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('completes at any place in the line of the cursor', () => {
    fc.assert(
      fc.property(texts, files, fc.nat(120), (text, file, at) => {
        const document = parseIni(text);
        const position = document.positionAt(Math.min(at, text.length));
        for (const { range } of service.complete({ text, file }, position)) {
          assert.equal(range.start.line, position.line);
          assert.equal(range.end.line, position.line);
          assert.ok(range.start.character <= position.character);
          assert.ok(position.character <= range.end.character);
          const length =
            (document.lines.ends[position.line] ?? 0) - (document.lines.starts[position.line] ?? 0);
          assert.ok(range.end.character <= length);
        }
      }),
      { numRuns: 2000 },
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
        const found = service
          .validate({ text: typed, file: file ?? 'src/config/plugins/Demo.ini' })
          .filter(({ code }) => code !== 'empty-template' && code !== 'empty-section');
        assert.ok(
          found.every(({ range }) => range.start.line === lastLine || found.length === 0),
          `${name}: ${JSON.stringify(typed)} ${JSON.stringify(found)}`,
        );
      }
    }
  });

  it('needs time in proportion to the length of a line', () => {
    const file = 'src/config/plugins/Demo.ini';
    /** Processor time in milliseconds: other processes do not count. */
    const timeOf = (unit: string, length: number) => {
      const text = `[plugins.Demo]\nA=["string","${unit.repeat(length / unit.length)}`;
      const start = process.cpuUsage();
      service.validate({ text, file });
      service.complete({ text, file }, { line: 1, character: length });
      const { user } = process.cpuUsage(start);
      return user / 1000;
    };
    for (const unit of [
      ' ',
      ';',
      '%',
      '[',
      '%(',
      '"',
      "'",
      '\\',
      '\u00a0',
      '{',
      '1,',
      '[\n',
      'a=1\n',
    ]) {
      const [short, long] = [timeOf(unit, 15_000), timeOf(unit, 300_000)];
      const limit = 500 + 100 * short;
      assert.ok(long < limit, `${JSON.stringify(unit)}: ${short} ms, then ${long} ms`);
    }
  }).timeout(60_000);
});
