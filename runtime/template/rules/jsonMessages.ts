import type { TemplateFix } from '../findings.ts';
import type { JsonCode } from '../jsonModel.ts';

/** What to say about a stretch of text, and the text to put in its place where that is safe. */
export interface JsonMessage {
  readonly message: string;
  readonly fix?: TemplateFix;
}

/** The wording of each JSON rule, given the text it is about. */
export const jsonMessages: Readonly<Record<JsonCode, (text: string) => JsonMessage>> = {
  'json-single-quotes': (text) => ({
    message: `JSON texts use double quotes. Write ${quoted(singleQuoted(text))}.`,
    fix: quote(singleQuoted(text)),
  }),
  'json-smart-quotes': (text) => ({
    message: `Typographic quotes are no JSON. Write ${quoted(withoutSmartQuotes(text))}.`,
    fix: quote(withoutSmartQuotes(text)),
  }),
  'json-python-literal': (text) => {
    const literal = /^[nN]/.test(text) ? 'null' : text.toLowerCase();
    return {
      message: `"${text}" is no JSON. Write ${literal}.`,
      fix: { title: `Write ${literal}`, text: literal },
    };
  },
  'json-unquoted-string': (text) => ({
    message: `A text needs double quotes. Write ${quoted(text)}.`,
    fix: quote(text),
  }),
  'json-trailing-comma': () => ({
    message: 'Nothing follows this comma. Delete it or add an element.',
    fix: { title: 'Delete the comma', text: '' },
  }),
  'json-missing-comma': () => ({ message: 'A comma is missing between two elements.' }),
  'json-unclosed-string': () => ({ message: 'The text is not closed. Add the missing quote.' }),
  'json-unclosed-array': () => ({ message: 'The array is not closed. Add the missing "]".' }),
  'json-invalid-escape': (text) => ({
    message: `"${text}" is no JSON escape. Write "\\${text}" for a backslash.`,
    fix: { title: 'Double the backslash', text: `\\${text}` },
  }),
  'json-control-char': (text) => {
    const escaped = JSON.stringify(text).slice(1, -1);
    return {
      message: `A raw control character stands in the text. Write ${escaped}.`,
      fix: { title: `Write ${escaped}`, text: escaped },
    };
  },
  'json-invalid-number': (text) => ({
    message: `"${text}" is no JSON number. Write digits with an optional minus, like 8 or -8.`,
  }),
  'json-syntax': (text) => ({
    message: `"${text}" is not expected here. Write the value as ["int",1].`,
  }),
  'nesting-too-deep': () => ({ message: 'Brackets are nested more than 64 deep.' }),
};

function quoted(text: string): string {
  return JSON.stringify(text);
}

function quote(text: string): TemplateFix {
  return { title: 'Use double quotes', text: quoted(text) };
}

/** The content of a text in single quotes, where `\'` stands for a quote. */
export function singleQuoted(text: string): string {
  return text.slice(1, -1).replaceAll("\\'", "'");
}

/** What typographic quotes stand around, and straight ones that close them. */
export function withoutSmartQuotes(text: string): string {
  return text.replace(/[\u2018-\u201f"]/g, '');
}
