import type { IniPosition } from '../../ini/index.ts';
import { entryAt, valueOffset } from '../model/entryAt.ts';
import type { TemplateModel } from '../model/templateModel.ts';
import type { ValueType } from '../valueTypes.ts';
import { findValueType, valueTypes } from '../valueTypes.ts';
import { arrayCursor } from './arrayCursor.ts';
import { typeSignature } from './typeSignature.ts';

/** What the elements of an array mean, for the place of the cursor. */
export interface TemplateSignatureHelp {
  readonly signatures: readonly TemplateSignature[];
  readonly activeSignature: number;
  /** Undefined in the type, and behind the last element that the type takes. */
  readonly activeParameter: number | undefined;
}

/** One type as a function of its elements. */
export interface TemplateSignature {
  readonly label: string;
  readonly documentation: string;
  readonly parameters: readonly {
    /** Units `[start, end)` of the label. */
    readonly label: readonly [start: number, end: number];
    readonly documentation: string;
  }[];
}

/** The signature of the array that the cursor is in; of all types until the type is known. */
export function signatureHelp(
  model: TemplateModel,
  { line, character }: IniPosition,
): TemplateSignatureHelp | undefined {
  const { block, firstLine } = model.blockAt(line);
  const found = entryAt(block, line - firstLine);
  if (!found) return undefined;
  const { value } = found.entry;
  const offset = valueOffset(found.entry, line - firstLine, character);
  const cursor = offset === undefined ? undefined : arrayCursor(value, offset);
  if (!cursor) return undefined;
  const known = cursor.index > 0 ? findValueType(cursor.typeName) : undefined;
  if (known) {
    const isInside = cursor.index <= known.arguments.length;
    return {
      signatures: [toSignature(known)],
      activeSignature: 0,
      activeParameter: isInside ? cursor.index - 1 : undefined,
    };
  }
  const likeliest = offered.findIndex(({ name }) => name.startsWith(cursor.typeName));
  return {
    signatures: offered.map(toSignature),
    activeSignature: Math.max(0, likeliest),
    activeParameter: cursor.index === 0 ? undefined : cursor.index - 1,
  };
}

const offered: readonly ValueType[] = valueTypes.filter((type) => !type.isInternal);

function toSignature(type: ValueType): TemplateSignature {
  const { label, parameters } = typeSignature(type);
  return {
    label,
    documentation: type.doc,
    parameters: type.arguments.flatMap(({ doc, rule }, index) => {
      const stretch = parameters[index];
      return stretch ? { label: stretch, documentation: `${doc}. ${rule}` } : [];
    }),
  };
}
