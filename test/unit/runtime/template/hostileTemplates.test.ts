import assert from 'node:assert/strict';
import type { TemplateDiagnostic } from '../../../../runtime/template/index.ts';
import { validateTemplate } from '../../../../runtime/template/index.ts';

const file = 'src/config/plugins/Demo.ini';
const header = '[plugins.Demo]\n';

function validate(text: string): readonly TemplateDiagnostic[] {
  return validateTemplate(text, { file });
}

function numbered(count: number, line: (at: number) => string): string {
  return Array.from({ length: count }, (_, at) => line(at)).join('');
}

function codesOf(found: readonly TemplateDiagnostic[]): readonly string[] {
  return [...new Set(found.map(({ code }) => code))].sort();
}

describe('validateTemplate, given hostile texts', () => {
  it('answers for brackets nested a hundred thousand deep', () => {
    for (const open of ['[', '{"a":', '[{"a":[']) {
      const found = validate(`${header}A=["string",${open.repeat(100_000)}`);
      assert.deepEqual(codesOf(found), ['nesting-too-deep'], open);
    }
  });

  it('answers for lines of ten million characters', () => {
    for (const [unit, code] of [
      ['x', 'json-unclosed-string'],
      ['%', 'json-unclosed-string'],
    ] as const) {
      const found = validate(`${header}A=["string","${unit.repeat(10_000_000)}`);
      assert.ok(codesOf(found).includes(code), unit);
    }
    assert.deepEqual(validate(`${header}A=["string","${'x'.repeat(10_000_000)}"]`), []);
  });

  it('shows a thousand of fifty thousand repeated names, and counts the rest', () => {
    const found = validate(header + 'A=["int",1]\n'.repeat(50_000));
    assert.deepEqual(codesOf(found), ['duplicate-key', 'too-many-problems']);
    assert.equal(found.length, 1001);
    assert.match(found[0]?.message ?? '', /^48999 further problems/);
  });

  it('follows twenty thousand references, straight or in a circle', () => {
    const line = (at: number, to: number): string => `V${at}=%(v${to})s\n`;
    const chain = numbered(20_000, (at) => line(at, at + 1)) + 'V20000=["int",1]\n';
    const circle = numbered(20_000, (at) => line(at, (at + 1) % 20_000));
    assert.deepEqual(codesOf(validate(header + chain)), ['percent-reference', 'too-many-problems']);
    assert.deepEqual(codesOf(validate(header + circle)), [
      'percent-recursive',
      'too-many-problems',
    ]);
  });

  /** Texts of about any length, of which none may take time out of proportion to that. */
  const growing: Readonly<Record<string, (length: number) => string>> = {
    ...Object.fromEntries(
      [' ', ';', '%', '[', '%(', '%(a)s', '"', "'", '\\', '\u00a0', '{', '1,', '[\n'].map(
        (unit) => [
          `a text of ${JSON.stringify(unit)}`,
          (length: number) => `${header}A=["string","${unit.repeat(length / unit.length)}`,
        ],
      ),
    ),
    ...Object.fromEntries(
      [' ', ';', '%', '[', ']', '=', '\0', '\u2028', '\r'].map((unit) => [
        `a line of ${JSON.stringify(unit)}`,
        (length: number) => header + unit.repeat(length),
      ]),
    ),
    'repeated sections': (length) => '[s]\nA=["int",1]\n'.repeat(length / 16),
    'unclosed headers': (length) => '[\n'.repeat(length / 2),
    'comments that ignore': (length) =>
      header + '# ockle-ignore-next-line empty-key\n'.repeat(length / 35),
    'two values full of each other': (length) =>
      `${header}A=${'%(b)s'.repeat(length / 10)}\nB=${'%(a)s'.repeat(length / 10)}\n`,
    'a chain that every section inherits': (length) =>
      `[DEFAULT]\n${numbered(length / 80, (at) => `V${at}=%(v${at + 1})s\n`)}` +
      numbered(length / 40, (at) => `[s${at}]\nX=%(v0)s\n`),
  };

  describe('needs time in proportion to the length of', () => {
    /** Processor time in milliseconds: other processes do not count. */
    const timeOf = (text: string): number => {
      const start = process.cpuUsage();
      validate(text);
      return process.cpuUsage(start).user / 1000;
    };

    for (const [name, make] of Object.entries(growing)) {
      it(name, () => {
        const short = timeOf(make(15_000));
        const long = timeOf(make(300_000));
        // Twenty times the length; in proportion to its square it would be four hundred times.
        assert.ok(long < 1000 + 100 * short, `${short} ms, then ${long} ms`);
      });
    }
  });
});
