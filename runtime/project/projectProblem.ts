import type { IniDocument, IniProblem } from '../ini/index.ts';

/** Something wrong in a project's file, in the words and place that a user needs to mend it. */
export interface ProjectProblem {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'information';
  readonly message: string;
  readonly source: {
    readonly file: string;
    /** 1-based. */
    readonly line: number;
    /** 1-based. */
    readonly column: number;
  };
}

/** Makes problems of one file, placed by offset. */
export function problemsOf(
  document: IniDocument,
  file: string,
): (
  severity: ProjectProblem['severity'],
  code: string,
  message: string,
  offset: number,
) => ProjectProblem {
  return (severity, code, message, offset) => {
    const { line, character } = document.positionAt(offset);
    return { code, severity, message, source: { file, line: line + 1, column: character + 1 } };
  };
}

/** What the ini reader found; a repeated name still loads, the rest loses a line or more. */
export function iniProblems(document: IniDocument, file: string): readonly ProjectProblem[] {
  const make = problemsOf(document, file);
  return document.problems.map(({ code, message, range }) =>
    make(severityOf(code), code, message, range.start),
  );
}

function severityOf(code: IniProblem['code']): ProjectProblem['severity'] {
  return code.startsWith('duplicate') || code === 'bom' ? 'warning' : 'error';
}
