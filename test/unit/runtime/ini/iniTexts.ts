import fc from 'fast-check';

/** Pieces that matter to the reader, far more often than chance would bring them. */
const pieces = fc.constantFrom(
  ...['\n', '\r\n', '\r', ' ', '\t', '=', ':', '[', ']', '#', ';', '%', '%(a)s', '"', ',', '\\'],
  ...['a', 'B', '[s]', '[plugins]', '[DEFAULT]', 'a=1', 'pluginList=["A"]', '\ufeff', '\u00a0'],
  ...['\n  ', '\n[s]\n', '\na = 1', 'rem ', '\0', '\u{1f600}', '\u2028'],
);

/** Ini texts of every kind, few of them as anybody would write one. */
export const iniTexts = fc
  .array(fc.oneof(pieces, fc.string({ maxLength: 3 })), { maxLength: 40 })
  .map((parts) => parts.join(''));
