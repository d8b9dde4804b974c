/** A piece of a text that stands for something else. */
export interface FoundPlaceholder {
  readonly start: number;
  readonly end: number;
  readonly markdown: string;
}

const named: readonly (readonly [string, string])[] = [
  ['~~name~~', '`~~name~~` stands for the name of the entry that the link is for.'],
  [
    '~~HOME~~',
    '`~~HOME~~` stands for the folder of the project, with a `/` at its end. The code that reads the value puts it in.',
  ],
];

const percent =
  '`%%` is read as one `%`: a single one would make the section unreadable. The form cannot save it, so do without where you can.';

/** The placeholder that an offset of a text is in. */
export function placeholderAt(text: string, offset: number): FoundPlaceholder | undefined {
  for (const [word, markdown] of named) {
    const start = text.lastIndexOf(word, offset);
    const end = start + word.length;
    if (start !== -1 && offset < end) return { start, end, markdown };
  }
  if (text.charAt(offset) !== '%') return undefined;
  let first = offset;
  while (text.charAt(first - 1) === '%') first--;
  const start = offset - ((offset - first) % 2);
  return text.charAt(start + 1) === '%' ? { start, end: start + 2, markdown: percent } : undefined;
}
