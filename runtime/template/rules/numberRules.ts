import { isBlank } from '../../ini/index.ts';
import type { ArrayElement } from '../jsonModel.ts';
import type { TemplateContext } from '../templateContext.ts';
import { rangeInValue } from '../templateEntry.ts';
import type { TypedDeclaration } from './typeRules.ts';

/** A drop-down has one entry for each number. */
const mostNumbers = 1000n;
/** Longer numbers are only ever a slip, and slow to compare. */
const mostDigits = 100;

/** Reports whole numbers that the form or JavaScript cannot keep. */
export function checkNumber(context: TemplateContext, declaration: TypedDeclaration): void {
  const { entry, type } = declaration;
  const element = declaration.arguments.get('default');
  if (element?.kind !== 'number' || typeof element.value !== 'number') return;
  const range = rangeInValue(entry, element.start, element.end);
  if (type.name === 'int' && element.value < 0) {
    const message = `The form accepts whole numbers from 0 only. Use 0 or more, or the type "string".`;
    context.findings.add('int-negative-default', range, message);
  }
  if (!Number.isSafeInteger(element.value)) {
    const message = `JavaScript cannot keep a number this big. Use the type "string".`;
    context.findings.add('int-unsafe', range, message);
  }
}

/** Reports ranges that make a wrong drop-down. */
export function checkRange(context: TemplateContext, declaration: TypedDeclaration): void {
  const { entry } = declaration;
  const element = declaration.arguments.get('range');
  if (typeof element?.value !== 'string') return;
  const range = rangeInValue(entry, element.start, element.end);
  const bounds = readBounds(element.value);
  if (!bounds) {
    const message = `A range is two numbers with "-" between them, like "1-8"; they cannot be negative.`;
    context.findings.add('intrange-format', range, message);
    return;
  }
  const { low, high } = bounds;
  if (low > high) {
    const message = `The range ends before it starts, so there is nothing to choose. Write "${high}-${low}".`;
    context.findings.add('intrange-reversed', range, message);
    return;
  }
  checkDefault(context, declaration, bounds);
  const count = high - low + 1n;
  if (count > mostNumbers) {
    const message = `The drop-down would have ${count > 10n ** 15n ? 'far too many' : count.toString()} entries. Use the type "int".`;
    context.findings.add('intrange-too-large', range, message);
  }
}

/** The lowest and the highest number. */
export interface Bounds {
  readonly low: bigint;
  readonly high: bigint;
}

function checkDefault(
  { findings }: TemplateContext,
  { entry, arguments: given }: TypedDeclaration,
  { low, high }: Bounds,
): void {
  const element = given.get('default');
  const value = element && wholeNumber(entry.value.slice(element.start, element.end), element);
  if (!element || value === undefined || (low <= value && value <= high)) return;
  const message = `The default ${value} is outside ${low}-${high}. Choose a number of the range.`;
  const range = rangeInValue(entry, element.start, element.end);
  findings.add('intrange-default-outside', range, message);
}

function wholeNumber(text: string, element: ArrayElement): bigint | undefined {
  return element.kind === 'number' && text.length <= mostDigits ? BigInt(text) : undefined;
}

/** The numbers of a range as it is written; blanks around them are allowed, only ASCII digits are. */
export function readBounds(text: string): Bounds | undefined {
  const parts = text.split('-', 3);
  const [low, high] = parts.map(trimAscii);
  if (parts.length !== 2 || !isDigits(low) || !isDigits(high)) return undefined;
  return { low: BigInt(low), high: BigInt(high) };
}

function isDigits(text: string | undefined): text is string {
  return text !== undefined && text.length <= mostDigits && /^[0-9]+$/.test(text);
}

function trimAscii(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isAsciiBlank(text.charCodeAt(start))) start++;
  while (start < end && isAsciiBlank(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}

function isAsciiBlank(code: number): boolean {
  return code < 0x80 && isBlank(code);
}
