import type { JsonCode } from '../jsonModel.ts';

/** The wording of each JSON rule, given the text it is about. */
export const jsonMessages: Readonly<Record<JsonCode, (text: string) => string>> = {
  'json-single-quotes': (text) =>
    `JSON texts use double quotes. Write ${quoted(singleQuoted(text))}.`,
  'json-smart-quotes': (text) =>
    `Typographic quotes are no JSON. Write ${quoted(withoutSmartQuotes(text))}.`,
  'json-python-literal': (text) => `"${text}" is no JSON. Write ${jsonLiteral(text)}.`,
  'json-unquoted-string': (text) => `A text needs double quotes. Write ${quoted(text)}.`,
  'json-trailing-comma': () => 'Nothing follows this comma. Delete it or add an element.',
  'json-missing-comma': () => 'A comma is missing between two elements. Write one.',
  'json-unclosed-string': () => 'The text is not closed. Add the missing quote.',
  'json-unclosed-array': () => 'The array is not closed. Add the missing "]".',
  'json-invalid-escape': (text) =>
    `"${text}" is no JSON escape. Write "\\${text}" for a backslash.`,
  'json-control-char': (text) =>
    `A raw control character stands in the text. Write ${quoted(text).slice(1, -1)}.`,
  'json-invalid-number': (text) =>
    `"${text}" is no JSON number. Write digits with an optional minus, like 8 or -8.`,
  'json-syntax': (text) => `"${text}" is not expected here. Write the value as ["int",1].`,
  'nesting-too-deep': () => 'Brackets are nested more than 64 deep. Write the value as ["int",1].',
};

/** What a literal of Python is called in JSON. */
export function jsonLiteral(text: string): string {
  return /^[nN]/.test(text) ? 'null' : text.toLowerCase();
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

/** The content of a text in single quotes, where `\'` stands for a quote. */
export function singleQuoted(text: string): string {
  return text.slice(1, -1).replaceAll("\\'", "'");
}

/** What typographic quotes stand around, and straight ones that close them. */
export function withoutSmartQuotes(text: string): string {
  return text.replace(/[\u2018-\u201f"]/g, '');
}
