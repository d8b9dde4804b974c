import type { IniDocument, IniOption, IniRange } from '../../ini/index.ts';
import { placeInValue } from '../../ini/index.ts';
import type { TemplateDiagnostic } from '../../template/index.ts';
import { percentUses } from '../../template/index.ts';
import { rangeInFile } from '../declaredSections.ts';
import { finding } from '../finding.ts';

/** What keeps Python from reading a file of values, or makes it read another value. */
export function checkConfigText(document: IniDocument): readonly TemplateDiagnostic[] {
  const problems = document.problems.map(({ code, range, message, related }) =>
    finding(code, rangeInFile(range, 0), message, related && { related: declaredAt(related) }),
  );
  const percents = document.sections
    .filter(({ header }) => header)
    .flatMap(({ name, options }) => options.flatMap((each) => checkPercents(each, name, document)));
  return [...problems, ...percents];
}

function declaredAt(range: IniRange): NonNullable<TemplateDiagnostic['related']> {
  return { range: rangeInFile(range, 0), message: 'It is declared first here.' };
}

/** References work in a file of values, as long as what they name is there. */
function checkPercents(
  option: IniOption,
  section: string,
  document: IniDocument,
): readonly TemplateDiagnostic[] {
  if (!option.value.includes('%')) return [];
  return percentUses(option.value).flatMap(({ start, end, reference }) => {
    if (reference !== undefined && document.option(section, reference)) return [];
    const place = document.positionAt(placeInValue(option, start).offset);
    const range = { start: place, end: { ...place, character: place.character + end - start } };
    if (reference !== undefined) {
      const message = `There is no option "${reference}" in section [${section}] to refer to, so "${option.name}" cannot be read.`;
      return [finding('percent-undefined-reference', range, message)];
    }
    return end - start === 1
      ? [finding('percent-unescaped', range, loneMessage)]
      : [finding('percent-bad-reference', range, unfinishedMessage)];
  });
}

const loneMessage =
  'A lone "%" makes this value unreadable, and the default is used instead. Write "%%" for a percent sign.';
const unfinishedMessage =
  'A reference is written %(name)s. Finish it, or write "%%" for a percent sign.';
