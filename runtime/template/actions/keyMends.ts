import type { TemplateCode } from '../templateRules.ts';
import type { ActionTarget, EntryPlace } from './actionTarget.ts';
import { entryAt } from './actionTarget.ts';
import { withoutEntry } from './entryLines.ts';
import { linesAbove } from './lineEdits.ts';
import type { Mend, Mender } from './mend.ts';
import { onDemand, replaceIn, replaceMarked, safely, unindent } from './mend.ts';
import { mergeSection } from './moveMends.ts';

/** Mends of names and of lines that are no declarations. */
export const keyMends: Partial<Readonly<Record<TemplateCode, Mender>>> = {
  'duplicate-section': mergeSection,
  'missing-delimiter': (target) => {
    const { end } = target.range;
    return [
      safely('Declare it as a text', replaceIn(target, end, end, '=["string",""]')),
      onDemand('Make it a comment', comment(target)),
    ];
  },
  'indented-key': (target) => [safely('Remove the blanks before it', unindent(target))],
  'indented-comment': (target) => [safely('Remove the blanks before it', unindent(target))],
  'rem-comment': (target) => {
    const { start } = target.range;
    return [safely('Write "#" instead of "rem"', replaceIn(target, start, start + 3, '#'))];
  },
  'duplicate-key': duplicateMends,
  'duplicate-key-case': (target) => [...duplicateMends(target), ...renameMends(target, false)],
  'reserved-key': (target) => renameMends(target, true),
  'key-reserved-char': (target) => renameMends(target, true),
  'key-nonportable': (target) => renameMends(target, true),
  'conf-reserved-key': (target) => renameMends(target, true),
  'config-var-unused': ({ model, firstLine, place }) =>
    place ? [onDemand('Delete the variable', ...withoutEntry(model, firstLine, place.entry))] : [],
};

function comment({ model, diagnostic }: ActionTarget): ReturnType<typeof linesAbove> {
  const { line } = diagnostic.range.start;
  return { ...linesAbove(model, line, []), text: '# ' };
}

/** To delete one of two that are alike loses nothing. */
function duplicateMends({ model, diagnostic, firstLine, place }: ActionTarget): readonly Mend[] {
  const first = diagnostic.related && entryInFile(model, diagnostic.related.range.start.line);
  if (!place || !first) return [];
  const isSame = place.entry.value === first.place.entry.value && !first.isIndented;
  return [
    {
      ...onDemand('Delete this one', ...withoutEntry(model, firstLine, place.entry)),
      isSafe: isSame,
    },
    onDemand('Delete the first one', ...withoutEntry(model, first.firstLine, first.place.entry)),
  ];
}

interface FilePlaceOfEntry {
  readonly place: EntryPlace;
  readonly firstLine: number;
  /** Whether it is indented, so that the line may be a part of another value. */
  readonly isIndented: boolean;
}

function entryInFile(model: ActionTarget['model'], line: number): FilePlaceOfEntry | undefined {
  const { block, firstLine } = model.blockAt(line);
  const place = entryAt(block, line - firstLine);
  return place && { place, firstLine, isIndented: place.entry.isIndented };
}

function renameMends(target: ActionTarget, isSafe: boolean): readonly Mend[] {
  const name = freeName(target, proposal(target));
  return [{ ...safely(`Rename to ${name}`, replaceMarked(target, name)), isSafe }];
}

function proposal({ diagnostic: { code }, model, text }: ActionTarget): string {
  if (code === 'reserved-key') return text.replaceAll('_', '') || 'name';
  if (code === 'conf-reserved-key') return `${model.kind.sections[0] ?? 'own'}_${text}`;
  const plain = text.replaceAll(/^["']|["']$/g, '');
  return plain.replaceAll(/[^A-Za-z0-9_.-]/g, '_').replace(/^(?=[^A-Za-z_]|$)/, '_');
}

/** The name itself, or else with a number, so that it is the only one of its section. */
function freeName({ block, range }: ActionTarget, wanted: string): string {
  const taken = new Set(
    block.readings
      .flatMap(({ entries }) => entries)
      .filter(({ nameRange }) => nameRange.start !== range.start)
      .map(({ name }) => name.toLowerCase()),
  );
  let name = wanted;
  for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${wanted}_${number}`;
  return name;
}
