import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readLimits, usualLimits } from '../../../../runtime/config/limits.ts';
import { limitTable } from '../../../../runtime/config/limitTable.ts';
import { parseIni } from '../../../../runtime/ini/index.ts';

const file = '/project/etc/config.ini';
const page = join(import.meta.dirname, '../../../../docs/limits.md');

const read = (...lines: readonly string[]) =>
  readLimits(parseIni(['[limits]', ...lines, ''].join('\n')), file);

/** How much one of the unit is in the code: milliseconds, bytes, or one. */
const sizes = { seconds: 1000, MiB: 1_048_576, KiB: 1024, '': 1 } as const;

describe('The limits of a project', () => {
  it('have their usual values where nothing is written', () => {
    assert.deepEqual(readLimits(parseIni(''), file), { limits: usualLimits, problems: [] });
    assert.deepEqual(read(), { limits: usualLimits, problems: [] });
    assert.equal(usualLimits.memory, 268_435_456);
    assert.equal(usualLimits.hangTime, 3000);
  });

  for (const [name, { option, unit, usual, least, most }] of Object.entries(limitTable)) {
    const valueOf = (text: string): number =>
      read(`${option} = ${text}`).limits[name as keyof typeof limitTable];
    const step = unit === 'seconds' ? 0.001 : 1;

    it(`take ${option} from ${least} to ${most} ${unit}`, () => {
      assert.ok(least <= usual && usual <= most);
      for (const value of [least, least + step, most - step, most]) {
        assert.equal(valueOf(String(value)), Math.round(value * sizes[unit]), String(value));
        assert.deepEqual(read(`${option} = ${value}`).problems, []);
      }
    });

    it(`refuse other values of ${option} and say which there are`, () => {
      const odd = unit === 'seconds' ? ['', 'soon', '1e999', 'NaN'] : ['', '1.5', 'many', '0x'];
      for (const text of [String(least - step), String(most + step), ...odd]) {
        const { limits, problems } = read('', `${option} = ${text}`);
        assert.deepEqual(limits, usualLimits, text);
        assert.deepEqual(
          problems.map(({ code, severity, source }) => ({ code, severity, source })),
          [{ code: 'limit-invalid', severity: 'warning', source: { file, line: 3, column: 1 } }],
        );
        const { message = '' } = problems[0] ?? {};
        for (const part of [option, unit, least, most]) assert.ok(message.includes(String(part)));
        assert.ok(message.endsWith(`Write ${option} = ${usual}.`), message);
      }
    });
  }

  it('name an option that is none, and leave inherited ones alone', () => {
    const document = parseIni('[DEFAULT]\nhome = /srv\n[limits]\nmemroy = 3\nHang_Time = 5\n');
    const { limits, problems } = readLimits(document, file);
    assert.equal(limits.hangTime, 5000);
    assert.deepEqual(
      problems.map(({ code, source }) => [code, source?.line]),
      [['limit-unknown', 4]],
    );
    assert.match(problems[0]?.message ?? '', /no limit "memroy".*memory, /);
  });

  it('can refer to other options as everywhere in the file', () => {
    assert.equal(read('base = 7', 'hang_time = %(base)s').limits.hangTime, 7000);
    assert.equal(read('hang_time = %(nothing)s').problems[0]?.code, 'limit-invalid');
  });

  it('are all in docs/limits.md, as they are', () => {
    const rows = Object.values(limitTable).map(
      ({ option, unit, usual, least, most, doc }) =>
        `| \`${option}\` | ${unit === '' ? 'count' : unit} | ${usual} | ${least} | ${most} | ${doc} |`,
    );
    const written = readFileSync(page, 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('| `'));
    assert.deepEqual(written, rows, 'Write these rows into docs/limits.md');
  });
});
