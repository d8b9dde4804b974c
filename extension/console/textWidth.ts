/** East Asian wide characters and pictures, which take two cells of a terminal. */
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}]/u;

const graphemes = new Intl.Segmenter();

/** What a person takes for the characters of a text. */
export function charsOf(text: string): string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

/** Cells of a terminal that a text takes. */
export function textWidth(text: string): number {
  return charsOf(text).reduce((width, char) => width + (wide.test(char) ? 2 : 1), 0);
}
