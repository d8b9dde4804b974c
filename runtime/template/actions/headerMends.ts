import { nearestName } from '../nearestName.ts';
import type { TemplateCode } from '../templateRules.ts';
import type { ActionTarget } from './actionTarget.ts';
import { linesAbove, linesAtEnd, linesBelow } from './lineEdits.ts';
import type { Mend, Mender } from './mend.ts';
import {
  asComment,
  beforeBlanks,
  onDemand,
  replaceIn,
  replaceMarked,
  safely,
  unindent,
} from './mend.ts';
import { moveOrphans, moveToOwnFile, renameFile } from './moveMends.ts';
import { sectionNamed } from './sectionPlace.ts';

const sample = 'NAME=["string",""]';

/** Mends of section headers, and of what stands in no section. */
export const headerMends: Partial<Readonly<Record<TemplateCode, Mender>>> = {
  'empty-template': ({ model }) =>
    model.kind.sections.map((each) =>
      safely(`Insert [${each}] with a variable`, linesAtEnd(model, [`[${each}]`, sample])),
    ),
  'missing-section-header': (target) => [...moveOrphans(target), ...insertHeader(target)],
  'unclosed-section-header': (target) => [
    safely('Add the "]"', replaceIn(target, target.range.end, target.range.end, ']')),
  ],
  'empty-section-name': (target) =>
    missingSections(target).map((each, index) => ({
      ...safely(`Name it [${each}]`, replaceMarked(target, `[${each}]`)),
      isSafe: index === 0,
    })),
  'section-name-whitespace': (target) => [
    safely('Remove the blanks', replaceMarked(target, target.text.trim())),
  ],
  'indented-section-header': (target) => [safely('Remove the blanks before it', unindent(target))],
  'section-trailing-text': trailingMends,
  'section-extra-bracket': trailingMends,
  'default-section': (target) => [
    ...renameMends(target),
    onDemand('Rename to [defaults]', replaceMarked(target, 'defaults')),
  ],
  'wrong-section-name': (target) => [
    ...renameMends(target),
    ...renameFile(target),
    ...moveToOwnFile(target),
  ],
  'empty-section': ({ model, diagnostic }) => [
    onDemand('Add a variable', linesBelow(model, diagnostic.range.start.line, [sample])),
  ],
};

function trailingMends(target: ActionTarget): readonly Mend[] {
  const { model, diagnostic, range, text } = target;
  const gone = replaceIn(target, beforeBlanks(target, range.start), range.end, '');
  const comment = linesAbove(model, diagnostic.range.start.line, [asComment(text)]);
  return [
    safely('Move it to a comment line above', comment, gone),
    onDemand('Delete the text', gone),
  ];
}

function insertHeader({ model, diagnostic }: ActionTarget): readonly Mend[] {
  const wanted: readonly string[] = model.kind.sections;
  const names = wanted.length === 0 ? ['section'] : wanted;
  const { line } = diagnostic.range.start;
  return names
    .filter((each) => !sectionNamed(model, each))
    .map((each, index) => ({
      ...safely(`Insert [${each}]`, linesAbove(model, line, [`[${each}]`])),
      isSafe: wanted.length > 0 && index === 0,
    }));
}

function renameMends(target: ActionTarget): readonly Mend[] {
  const missing = missingSections(target);
  const [single] = missing;
  const likely =
    target.model.kind.sections.length === 1 ? single : nearestName(target.text.trim(), missing);
  const names = likely === undefined ? missing : new Set([likely, ...missing]);
  return [...names].map((each) => ({
    ...safely(`Rename to [${each}]`, replaceMarked(target, each)),
    isSafe: each === likely,
  }));
}

/** The sections that belong in the file and are not there. */
function missingSections({ model }: ActionTarget): readonly string[] {
  const sections: readonly string[] = model.kind.sections;
  return sections.filter((each) => !sectionNamed(model, each));
}
