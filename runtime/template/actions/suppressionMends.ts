import type { TemplateDiagnostic } from '../findings.ts';
import type { TemplateModel } from '../model/templateModel.ts';
import { nearestName } from '../nearestName.ts';
import type { Suppression } from '../suppressions.ts';
import { suppressionsIn } from '../suppressions.ts';
import type { TemplateCode } from '../templateRules.ts';
import { templateRules } from '../templateRules.ts';
import type { ActionTarget } from './actionTarget.ts';
import { linesAbove, withoutLines } from './lineEdits.ts';
import type { Mend, Mender } from './mend.ts';
import { onDemand, replaceMarked, safely } from './mend.ts';
import type { TemplateEdit } from './templateAction.ts';

/** Mends of comments that ask to ignore something. */
export const suppressionMends: Partial<Readonly<Record<TemplateCode, Mender>>> = {
  'unused-suppression': (target) => [forget(target)],
  'unknown-suppression': (target) => {
    const guess = nearestName(target.text, Object.keys(templateRules));
    return guess === undefined
      ? [forget(target)]
      : [
          safely(`Change to ${guess}`, replaceMarked(target, guess)),
          { ...forget(target), isSafe: false },
        ];
  },
};

/** Codes of which no comment can rid a file: they are about such comments, or not in the text. */
const never: ReadonlySet<TemplateCode> = new Set<TemplateCode>([
  'unused-suppression',
  'unknown-suppression',
  'too-many-problems',
  'not-utf8',
]);

/** The ways not to hear of a diagnostic any more. */
export function ignoreMends(
  model: TemplateModel,
  { code, range }: TemplateDiagnostic,
): readonly Mend[] {
  if (never.has(code)) return [];
  const { line } = range.start;
  const file = placedSuppressions(model).find(({ reach }) => reach === 'file');
  const inFile = file
    ? appendCode(file, code)
    : linesAbove(model, 0, [`# ockle-ignore-file ${code}`]);
  return [
    onDemand(`Ignore ${code} in this line`, ignoreNext(model, line, code)),
    onDemand(`Ignore ${code} in this file`, inFile),
  ];
}

function ignoreNext(model: TemplateModel, line: number, code: TemplateCode): TemplateEdit {
  const above = placedSuppressions(model).find(
    (each) => each.reach === 'next-line' && each.line === line - 1,
  );
  return above
    ? appendCode(above, code)
    : linesAbove(model, line, [`# ockle-ignore-next-line ${code}`]);
}

/** Before the others, so that a reason at the end stays there. */
function appendCode({ line, startCol }: Suppression, code: TemplateCode): TemplateEdit {
  const place = { line, character: startCol };
  return { start: place, end: place, text: `${code},` };
}

/** Those that name a code. */
function placedSuppressions(model: TemplateModel): readonly Suppression[] {
  return model.blocks.flatMap(({ block, firstLine }) =>
    suppressionsIn(block)
      .filter(({ code }) => code !== '')
      .map((each) => ({ ...each, line: each.line + firstLine })),
  );
}

/** Takes a code from its comment, and the comment with its last code. */
function forget({ model, diagnostic, block, firstLine, range }: ActionTarget): Mend {
  const { line } = diagnostic.range.start;
  const others = suppressionsIn(block).filter((each) => each.line + firstLine === line);
  const own = others.findIndex(({ startCol }) => startCol === range.character);
  if (others.length < 2) return safely('Delete the comment', withoutLines(model, line, line));
  const [before, after] = [others[own - 1], others[own + 1]];
  const start = after || !before ? diagnostic.range.start.character : before.endCol;
  const end = after ? after.startCol : diagnostic.range.end.character;
  const edit = { start: { line, character: start }, end: { line, character: end }, text: '' };
  return safely('Delete the code from the comment', edit);
}
