import { readFileSync } from 'node:fs';
import fc from 'fast-check';

const pieces = fc.constantFrom(
  ...['\n', '\r\n', '\r', ' ', '\t', '  \n', '=', ':', '[', ']', '{', '}', '#', ';', '%', '"', "'"],
  ...['\n', '\n\n', ',', '\\', '[plugins.Demo]\n', '\n[pdu]\n', '\n[s]\n', '[ t ] x', '\n[', '[]'],
  ...['A=["int",1]\n', 'A = [ "int" , 1 ] \n', '\nb\t=["string","a , b"]', 'C:["bool", true]'],
  ...['\nD=["intrange",\n 1,\n  "1-8"] ', '\nE=["string","~~name~~ %% \\n \\u003b"]', '%(a)s'],
  ...['# c\n', '\n# c  ', '\n  ; c\n', '\n# region x\n', '\n#endregion\n', '\nrem = ["int",1]\n'],
  ...['true', 'True', '-1', '\ufeff', '\u00a0', '\u201c', '\0', '\f', '\u2028', '\u{1f600}', 'x'],
);

/** Templates of every kind, few of them as anybody would write one. */
export const templateTexts = fc
  .array(fc.oneof({ weight: 9, arbitrary: pieces }, fc.string({ maxLength: 3 })), { maxLength: 40 })
  .map((parts) => parts.join(''));

/** The texts of the cases that the rules are checked with. */
export function caseTexts(): readonly { readonly text: string; readonly file: string }[] {
  interface Case {
    readonly text: string;
    readonly file?: string;
  }
  const url = new URL('templateCases.json', import.meta.url);
  const cases = JSON.parse(readFileSync(url, 'utf8')) as readonly Case[];
  return cases.map(({ text, file }) => ({ text, file: file ?? 'src/config/plugins/Demo.ini' }));
}
