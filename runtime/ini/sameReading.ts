import type { IniDocument } from './iniDocument.ts';
import type { IniOption } from './iniModel.ts';

/** Which option of a section a change was about, by lower-case name. */
export type IsChanged = (section: string, key: string) => boolean;

/** The options of each section itself, without what DEFAULT adds; the last of a name counts. */
export function ownOptions(
  document: IniDocument,
): ReadonlyMap<string, ReadonlyMap<string, IniOption>> {
  const index = new Map<string, Map<string, IniOption>>();
  for (const section of document.sections) {
    if (!section.header) continue;
    const own = index.get(section.name) ?? new Map<string, IniOption>();
    index.set(section.name, own);
    for (const option of section.options) own.set(option.key, option);
  }
  return index;
}

/** Whether all that was not changed is there as before: options, comments and lines without meaning. */
export function readsTheSame(
  before: IniDocument,
  after: IniDocument,
  isChanged: IsChanged,
): boolean {
  return (
    sameList(otherOptions(before, isChanged), otherOptions(after, isChanged)) &&
    sameList(otherLines(before), otherLines(after))
  );
}

function otherOptions(document: IniDocument, isChanged: IsChanged): readonly string[] {
  const own = ownOptions(document);
  return document.sections.flatMap((section) =>
    section.options
      .filter(
        (option) =>
          !isChanged(section.name, option.key) || own.get(section.name)?.get(option.key) !== option,
      )
      .map((option) => JSON.stringify([section.name, option.name, option.value])),
  );
}

function otherLines(document: IniDocument): readonly string[] {
  const unparsed = document.sections.flatMap((section) => section.unparsed);
  const comments = document.comments.map((comment) => comment.range);
  return [...unparsed, ...comments].map((range) => document.textOf(range));
}

function sameList(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((each, index) => each === others[index]);
}
