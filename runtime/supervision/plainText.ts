const escape = 0x1b;
const bell = 0x07;

/**
 * A text without anything that a terminal would obey: escape sequences and control characters, tabs
 * and line ends excepted.
 */
export function plainText(text: string): string {
  let at = nextControl(text, 0);
  if (at === text.length) return text;
  let plain = text.slice(0, at);
  while (at < text.length) {
    const from = text.charCodeAt(at) === escape ? endOfSequence(text, at) : at + 1;
    at = nextControl(text, from);
    plain += text.slice(from, at);
  }
  return plain;
}

function nextControl(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isControl(text.charCodeAt(at))) at++;
  return at;
}

function isControl(code: number): boolean {
  if (code < 0x20) return code !== 0x09 && code !== 0x0a;
  return code >= 0x7f && code < 0xa0;
}

/** The place behind the escape sequence that begins at `start`. */
function endOfSequence(text: string, start: number): number {
  switch (text[start + 1]) {
    case '[':
      return endOfControlSequence(text, start + 2);
    case ']':
    case 'P':
    case 'X':
    case '^':
    case '_':
      return endOfControlString(text, start + 2);
    default:
      return start + 2;
  }
}

/** Parameters, then one letter, e.g. `31m`. */
function endOfControlSequence(text: string, from: number): number {
  let at = from;
  while (isBetween(text.charCodeAt(at), 0x20, 0x3f)) at++;
  return isBetween(text.charCodeAt(at), 0x40, 0x7e) ? at + 1 : at;
}

/** Anything up to a bell or to escape and backslash, e.g. the address of a link. */
function endOfControlString(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === bell) return at + 1;
    if (code === escape) return text[at + 1] === '\\' ? at + 2 : at;
  }
  return text.length;
}

function isBetween(code: number, first: number, last: number): boolean {
  return code >= first && code <= last;
}
