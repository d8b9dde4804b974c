/** Longer names are no names of people. */
const longestName = 1_000;

const start =
  'A-Z_a-z\\xC0-\\xD6\\xD8-\\xF6\\xF8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C-\\u200D\\u2070-\\u218F' +
  '\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}';
const rest = '\\-.0-9\\xB7\\u0300-\\u036F\\u203F-\\u2040';

/** Nearly all names are, and this is told in a fraction of the time. */
const asciiName = /^[A-Za-z_][\w.-]*$/;

const name = new RegExp(`^[${start}][${start}${rest}]*$`, 'u');
const qualifiedName = new RegExp(`^[:${start}][:${start}${rest}]*$`, 'u');

/** Whether a text can be the name of an element; a colon would ask for a namespace. */
export function isXmlName(text: string): boolean {
  return text.length <= longestName && (asciiName.test(text) || name.test(text));
}

/** The same for names that are read, where a colon is taken as any letter. */
export function isReadableXmlName(text: string): boolean {
  return text.length <= longestName && (asciiName.test(text) || qualifiedName.test(text));
}
