import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LineSplitter } from '../../../../runtime/supervision/lineSplitter.ts';

const maxLineLength = 64 * 1024;

function split(...chunks: readonly Buffer[]): readonly string[] {
  const lines: string[] = [];
  const splitter = new LineSplitter((line) => lines.push(line), maxLineLength);
  for (const chunk of chunks) splitter.write(chunk);
  splitter.end();
  return lines;
}

describe('LineSplitter', () => {
  it('gives the same lines however the bytes are cut', () => {
    const line = fc.string({ unit: 'grapheme' }).filter((text) => !/[\r\n]/.test(text));
    fc.assert(
      fc.property(fc.array(line, { minLength: 1 }), fc.array(fc.nat(200)), (lines, cuts) => {
        const bytes = Buffer.from(lines.map((text) => `${text}\n`).join(''));
        const places = [0, ...cuts.filter((cut) => cut < bytes.length), bytes.length].sort(
          (a, b) => a - b,
        );
        const chunks = places.slice(1).map((end, index) => bytes.subarray(places[index], end));
        assert.deepEqual(split(...chunks), lines);
      }),
    );
  });

  it('takes Windows line ends and a last line without one', () => {
    assert.deepEqual(split(Buffer.from('a\r\n\r\nb')), ['a', '', 'b']);
  });

  it('delivers a line that is too long once, cut and marked, and the next one whole', () => {
    const long = Buffer.alloc(3 * maxLineLength, 'x');
    const [first, ...rest] = split(long, long, Buffer.from('\nnext\n'));
    assert.ok(first!.startsWith('x'.repeat(maxLineLength)));
    assert.ok(first!.endsWith('x … (cut: the line is longer than 64 KiB)'));
    assert.deepEqual(rest, ['next']);
  });
});
