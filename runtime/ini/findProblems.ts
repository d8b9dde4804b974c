import type { IniOption, IniProblem, IniRange, IniSection } from './iniModel.ts';
import { trimBlanks } from './blank.ts';

const byteOrderMark = '\ufeff';

/** Everything that makes Python refuse a text or two of its versions disagree, in order of place. */
export function findProblems(text: string, sections: readonly IniSection[]): IniProblem[] {
  const problems: IniProblem[] = [];
  const seen = new Map<string, SeenSection>();
  if (text.startsWith(byteOrderMark)) problems.push(byteOrderMarkProblem);
  for (const section of sections) {
    const earlier = seen.get(section.name);
    const scope = earlier ?? {
      header: section.header?.name,
      options: new Map<string, IniOption>(),
    };
    seen.set(section.name, scope);
    const inLines = [...optionProblems(section, scope.options), ...lineProblems(text, section)];
    for (const problem of headerProblems(text, section, earlier)) problems.push(problem);
    for (const problem of inOrder(inLines)) problems.push(problem);
  }
  return problems;
}

/** The byte-order mark and what is wrong with headers taken one by one. */
export function findHeaderProblems(text: string, sections: readonly IniSection[]): IniProblem[] {
  const problems: IniProblem[] = text.startsWith(byteOrderMark) ? [byteOrderMarkProblem] : [];
  for (const section of sections) {
    if (!section.header) continue;
    for (const problem of headerProblems(text, section, undefined)) problems.push(problem);
  }
  return problems;
}

interface SeenSection {
  readonly header: IniRange | undefined;
  readonly options: Map<string, IniOption>;
}

const byteOrderMarkProblem: IniProblem = {
  code: 'bom',
  message:
    'The file starts with a byte-order mark, so Python does not see the first section. Save it as UTF-8 without BOM.',
  range: { start: 0, end: 1, line: 0, character: 0 },
};

function headerProblems(
  text: string,
  section: IniSection,
  earlier: SeenSection | undefined,
): IniProblem[] {
  const { header, name } = section;
  if (!header) return [missingHeader(section)];
  if (!header.closed) return [unclosedHeader(header.range)];
  if (trimBlanks(name, 0, name.length) === 0) return [emptyName(header.range)];
  const problems: IniProblem[] = [];
  if (earlier) problems.push(duplicateSection(section, header.name, earlier));
  if (header.trailing && text.slice(header.trailing.start, header.trailing.end).includes(']')) {
    problems.push(extraBracket(name, header.trailing));
  }
  return problems;
}

function missingHeader(section: IniSection): IniProblem {
  const [option] = section.options;
  const [line] = section.unparsed;
  const optionRange = option && wholeLine(option);
  const range =
    optionRange && (!line || optionRange.start < line.start) ? optionRange : (line ?? noRange);
  return {
    code: 'missing-section-header',
    message: 'Nothing is loaded before a [section]. Put a [section] line above this one.',
    range,
  };
}

const noRange: IniRange = { start: 0, end: 0, line: 0, character: 0 };

/** The name, delimiter and value of an option on its own line. */
function wholeLine(option: IniOption): IniRange {
  return { ...option.nameRange, end: option.valueRange.end };
}

function unclosedHeader(range: IniRange): IniProblem {
  return {
    code: 'unclosed-section-header',
    message: 'This section header has no closing bracket. Add the missing "]".',
    range,
  };
}

function emptyName(range: IniRange): IniProblem {
  return {
    code: 'empty-section-name',
    message: 'A section needs a name. Write it between the brackets.',
    range,
  };
}

function duplicateSection(section: IniSection, range: IniRange, earlier: SeenSection): IniProblem {
  return {
    code: 'duplicate-section',
    message: `Section [${section.name}] is repeated; Python 3 refuses the file. Move its lines into the first one.`,
    range,
    ...(earlier.header && { related: earlier.header }),
  };
}

function extraBracket(name: string, range: IniRange): IniProblem {
  return {
    code: 'section-extra-bracket',
    message: `Python 3.10 and later take everything up to the last "]" as the section name, earlier ones "${name}". Remove the text after the first "]".`,
    range,
  };
}

function optionProblems(section: IniSection, seen: Map<string, IniOption>): IniProblem[] {
  const problems: IniProblem[] = [];
  for (const option of section.options) {
    const first = seen.get(option.key);
    if (first) problems.push(duplicateOption(option, first));
    else seen.set(option.key, option);
  }
  return problems;
}

function duplicateOption(option: IniOption, first: IniOption): IniProblem {
  const line = first.nameRange.line + 1;
  const sameSpelling = first.name === option.name;
  return {
    code: sameSpelling ? 'duplicate-key' : 'duplicate-key-case',
    message: sameSpelling
      ? `"${option.name}" is already declared in line ${line}; the last one wins and Python 3 refuses the file. Remove one of them.`
      : `Names are case-insensitive: "${option.name}" is the same as "${first.name}" in line ${line}. Rename or remove one of them.`,
    range: option.nameRange,
    related: first.nameRange,
  };
}

function lineProblems(text: string, section: IniSection): IniProblem[] {
  const first = section.header ? undefined : missingHeader(section).range.start;
  return section.unparsed
    .filter((range) => range.start !== first)
    .map((range) => lineProblem(text, range));
}

function lineProblem(text: string, range: IniRange): IniProblem {
  const first = text.charAt(range.start);
  if (first !== '=' && first !== ':') {
    return {
      code: 'missing-delimiter',
      message: 'This line has no "=". Write it as name = value.',
      range,
    };
  }
  return {
    code: 'empty-key',
    message: `There is no name before the "${first}". Write one.`,
    range: { ...range, end: range.start + 1 },
  };
}

function inOrder(problems: IniProblem[]): IniProblem[] {
  return problems.sort((a, b) => a.range.start - b.range.start);
}
