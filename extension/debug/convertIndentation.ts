/** Columns a tab reaches to in Python's reading of an indentation. */
const tabWidth = 8;

/** One line whose indentation holds tabs. */
export interface IndentationChange {
  /** 0-based. */
  readonly line: number;
  /** Characters of the present indentation. */
  readonly length: number;
  readonly spaces: string;
}

/** The changes that turn every tab of an indentation into spaces, seen as Python 2 saw them. */
export function convertIndentation(text: string): readonly IndentationChange[] {
  return text.split(/\r\n|\r|\n/).flatMap((content, line) => {
    const indentation = /^[ \t\f]*/.exec(content)?.[0] ?? '';
    if (!indentation.includes('\t')) return [];
    return [{ line, length: indentation.length, spaces: ' '.repeat(widthOf(indentation)) }];
  });
}

function widthOf(indentation: string): number {
  let width = 0;
  for (const character of indentation) {
    if (character === '\t') width += tabWidth - (width % tabWidth);
    else if (character === ' ') width += 1;
    else width = 0;
  }
  return width;
}
