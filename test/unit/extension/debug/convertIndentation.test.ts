import assert from 'node:assert/strict';
import { convertIndentation } from '../../../../extension/debug/convertIndentation.ts';

/** The text with every change applied. */
function converted(text: string): string {
  const lines = text.split('\n');
  for (const { line, length, spaces } of convertIndentation(text)) {
    lines[line] = spaces + (lines[line] ?? '').slice(length);
  }
  return lines.join('\n');
}

describe('Converting indentation', () => {
  it('puts spaces up to the next multiple of eight', () => {
    assert.equal(
      converted('class A:\n    def run(self):\n\tpass\n  \tpass\n\t  pass'),
      `class A:\n    def run(self):\n${' '.repeat(8)}pass\n${' '.repeat(8)}pass\n${' '.repeat(10)}pass`,
    );
  });

  it('leaves tabs behind the indentation and lines without tabs alone', () => {
    assert.deepEqual(convertIndentation('x\t= 1\n    y = "\t"\r\n'), []);
  });
});
