/** Where the plain blanks before an offset start. */
export function blanksBefore(text: string, end: number): number {
  let at = end;
  while (at > 0 && isPlainBlank(text.charAt(at - 1))) at--;
  return at;
}

/** Where the plain blanks from an offset on end. */
export function blanksAfter(text: string, start: number): number {
  let at = start;
  while (at < text.length && isPlainBlank(text.charAt(at))) at++;
  return at;
}

/** Whether there is nothing but plain blanks. */
export function isBlankText(text: string): boolean {
  return blanksAfter(text, 0) === text.length;
}

/** All other blanks are no layout but something that an author should see. */
function isPlainBlank(unit: string): boolean {
  return unit === ' ' || unit === '\t';
}
