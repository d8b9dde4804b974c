import { placedPerBlock } from '../model/perBlock.ts';
import type { TemplateModel } from '../model/templateModel.ts';
import type { TemplateSpan } from '../model/templateSpan.ts';
import { moveSpan, toSpan } from '../model/templateSpan.ts';
import type { TypedEntry } from '../model/typedEntries.ts';
import { typedEntries } from '../model/typedEntries.ts';
import { rangeInValue } from '../templateEntry.ts';

/** A value that may be a file of the project; whether it is one only the disk can tell. */
export interface TemplateLink {
  readonly span: TemplateSpan;
  /** Relative to the project's folder, parts joined by `/`. */
  readonly path: string;
}

/** Longer texts are no paths. */
const longestPath = 400;
const home = '~~HOME~~';

/** The text defaults that look like paths, those behind `~~HOME~~` as well. */
export function documentLinks(model: TemplateModel): readonly TemplateLink[] {
  return model.blocks.flatMap((placed) => blockLinks(placed));
}

const blockLinks = placedPerBlock(
  (block) => typedEntries(block).flatMap((typed) => linkOf(typed) ?? []),
  ({ span, path }, lines) => ({ span: moveSpan(span, lines), path }),
);

function linkOf({ entry, type, elements }: TypedEntry): TemplateLink | undefined {
  const [element] = elements;
  if (type.arguments[0]?.kind !== 'string' || element?.kind !== 'string') return undefined;
  if (typeof element.value !== 'string' || element.end - element.start > longestPath) {
    return undefined;
  }
  const raw = entry.value.slice(element.start + 1, element.end - 1);
  const at = raw.indexOf(home);
  const written = at === -1 ? element.value : element.value.split(home)[1];
  const path = relativePath(written ?? '', at !== -1);
  const start = element.start + 1 + Math.max(at, 0);
  return path === undefined
    ? undefined
    : { span: toSpan(rangeInValue(entry, start, element.end - 1)), path };
}

/** The path if it stays in the project and looks like one: words alone are no paths. */
function relativePath(written: string, isBelowHome: boolean): string | undefined {
  const text = written.replaceAll('\\', '/');
  const isElsewhere = /^(?:[A-Za-z][\w+.-]*:|\/)/.test(isBelowHome ? '' : text);
  if (isElsewhere || /[\s~%*?"<>|#]/.test(text)) return undefined;
  const parts = text.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.length === 0 || parts.includes('..')) return undefined;
  const isPathLike = isBelowHome || text.includes('/') || /^[\w-]+\.[A-Za-z]\w{0,7}$/.test(text);
  return isPathLike ? parts.join('/') : undefined;
}
