import assert from 'node:assert/strict';
import fc from 'fast-check';
import { plainText } from '../../../../runtime/supervision/plainText.ts';

const esc = '\u001b';

/** What a terminal would obey, by the numbers of characters, so that no reader has to trust a pattern. */
function obeyed(text: string): readonly number[] {
  return Array.from(text, (each) => each.codePointAt(0) ?? 0).filter(
    (code) => (code < 0x20 && code !== 9 && code !== 10) || (code >= 0x7f && code < 0xa0),
  );
}

describe('plainText', () => {
  for (const [what, text, plain] of [
    ['a colour', `a ${esc}[31;1mred${esc}[0m line`, 'a red line'],
    ['a link', `${esc}]8;;http://evil.example${esc}\\here${esc}]8;;${esc}\\`, 'here'],
    ['a copy to the clipboard', `${esc}]52;c;cm0gLXJm\u0007done`, 'done'],
    ['a title that never ends', `before ${esc}]0;title`, 'before '],
    ['a cut sequence', `x${esc}[3`, 'x'],
    ['a lone escape', `x${esc}`, 'x'],
    ['a reset', `x${esc}cy`, 'xy'],
    ['a one-byte sequence', 'x\u009b31my', 'x31my'],
    ['NUL, backspace and bell', 'a\u0000b\bc\u0007', 'abc'],
    ['a progress bar', '10%\r20%', '10%20%'],
    ['tabs and line ends', 'a\tb\nc', 'a\tb\nc'],
    ['other alphabets', 'Käse 🧀 日本', 'Käse 🧀 日本'],
  ] as const) {
    it(`reads ${what}`, () => assert.equal(plainText(text), plain));
  }

  it('leaves nothing to obey in any text', () => {
    const nasty = fc.constantFrom(
      esc,
      '[',
      ']',
      '\u0007',
      '\\',
      'm',
      '8',
      ';',
      'x',
      '\u009d',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(nasty), (parts) => {
        assert.deepEqual(obeyed(plainText(parts.join(''))), []);
      }),
    );
  });
});
