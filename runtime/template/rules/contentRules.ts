import type { IniOption, IniRange, IniSection } from '../../ini/index.ts';
import type { TemplateContext } from '../templateContext.ts';
import { within } from '../templateContext.ts';

/** Whether a section has any line beside comments. */
export function hasContent(section: IniSection): boolean {
  return section.options.length > 0 || section.unparsed.length > 0;
}

/** The name, delimiter and value of an option on its own line. */
function ownLine(option: IniOption): IniRange {
  return within(option.nameRange, option.nameRange.start, option.valueRange.end);
}

/** Reports lines that Python 2 takes as comments, Python 3 as errors or variables. */
export function checkRemLines(context: TemplateContext, section: IniSection): void {
  for (const range of [...section.unparsed, ...section.options.map(ownLine)]) {
    if (!startsWithRem(context, range)) continue;
    context.findings.add(
      'rem-comment',
      range,
      'Python 2 takes this line as a comment, Python 3 does not. Start comments with "#".',
    );
  }
}

/** Reports the first line before any section: nothing there is loaded. */
export function checkOrphans(context: TemplateContext, section: IniSection): void {
  const { document, kind, findings, nextSection } = context;
  const lines = [...section.unparsed, ...section.options.map(ownLine)]
    .filter((range) => !findings.isClaimed(range))
    .sort((a, b) => a.start - b.start);
  const [first] = lines;
  if (!first) return;
  const header = kind.sections[0] ?? document.sections[1]?.name ?? nextSection ?? 'section';
  const message = `Nothing is loaded before a [section]. Put [${header}] above this line.`;
  findings.add('missing-section-header', first, message);
}

/** Reports lines that declare nothing. */
export function checkUnparsed(context: TemplateContext, section: IniSection): void {
  const { document, findings } = context;
  for (const range of section.unparsed) {
    const first = document.text.charAt(range.start);
    if (findings.isClaimed(range)) continue;
    if (first === '=' || first === ':') {
      const sign = within(range, range.start, range.start + 1);
      findings.add('empty-key', sign, `The variable's name is missing before the "${first}".`);
    } else {
      const message = 'This line declares nothing. Write it as NAME=["type",default].';
      findings.add('missing-delimiter', range, message);
    }
  }
}

/** Reports comments that Python 2 takes as a part of the value above. */
export function checkComments({ document, findings }: TemplateContext): void {
  for (const { range, indented } of document.comments) {
    if (!indented) continue;
    const message =
      'Python 2 takes an indented comment as a part of the value above. Remove the blanks before it.';
    findings.add('indented-comment', range, message);
  }
}

function startsWithRem({ document }: TemplateContext, range: IniRange): boolean {
  if (range.character > 0) return false;
  const start = document.text.slice(range.start, range.start + 4).toLowerCase();
  return start === 'rem' ? range.end === range.start + 3 : /^rem\s$/.test(start);
}
