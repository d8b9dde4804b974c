import { skipBlanks } from '../../ini/index.ts';

/** Which element of an array a place is in. */
export interface ArrayCursor {
  readonly index: number;
  /** The first element up to the cursor, its quotes left out; it may be half typed. */
  readonly typeName: string;
}

/** Reads a value up to a place, so that whatever follows may be broken; nothing outside of an array. */
export function arrayCursor(value: string, offset: number): ArrayCursor | undefined {
  const open = skipBlanks(value, 0, value.length);
  return value.charAt(open) === '[' && offset > open
    ? walk(value, open, Math.min(offset, value.length))
    : undefined;
}

function walk(value: string, open: number, end: number): ArrayCursor | undefined {
  let [index, depth, isInText, typeEnd] = [0, 1, false, end];
  for (let at = open + 1; at < end; at++) {
    const unit = value.charAt(at);
    if (unit === '"') isInText = !isInText;
    else if (isInText) at += unit === '\\' ? 1 : 0;
    else if ('[{'.includes(unit)) depth++;
    else if (']}'.includes(unit)) depth--;
    else if (unit === ',' && depth === 1) typeEnd = index++ === 0 ? at : typeEnd;
    if (depth === 0) return undefined;
  }
  const typeName = value.slice(open + 1, typeEnd).trim();
  return { index, typeName: typeName.replace(/^"/, '').replace(/"$/, '') };
}
