import { findValueType } from '../valueTypes.ts';
import { jsonLiteral, singleQuoted, withoutSmartQuotes } from '../rules/jsonMessages.ts';
import type { TemplateCode } from '../templateRules.ts';
import type { ActionTarget } from './actionTarget.ts';
import type { Mend, Mender } from './mend.ts';
import { onDemand, replaceIn, replaceInValue, replaceMarked, safely } from './mend.ts';
import { closings } from './closeArray.ts';
import { arrayAt, unitAt } from './valueAt.ts';

/** Mends of what is no JSON. */
export const jsonMends: Partial<Readonly<Record<TemplateCode, Mender>>> = {
  'json-single-quotes': (target) => [quoteMend(target, singleQuoted(target.text))],
  'json-smart-quotes': (target) => [quoteMend(target, withoutSmartQuotes(target.text))],
  'json-unquoted-string': (target) => [quoteMend(target, target.text)],
  'json-python-literal': (target) => {
    const literal = jsonLiteral(target.text);
    return [safely(`Write ${literal}`, replaceMarked(target, literal))];
  },
  'json-trailing-comma': commaMends,
  'json-missing-comma': (target) => {
    const { start } = target.range;
    return [safely('Insert a comma', replaceIn(target, start, start, ','))];
  },
  'json-unclosed-string': (target) => closeMends(target),
  'json-unclosed-array': (target) => closeMends(target),
  'json-invalid-escape': escapeMends,
  'json-control-char': (target) => {
    const escaped = JSON.stringify(target.text).slice(1, -1);
    return [safely(`Write ${escaped}`, replaceMarked(target, escaped))];
  },
  'json-invalid-number': (target) => {
    const number = normalNumber(target.text);
    return number === undefined ? [] : [safely(`Write ${number}`, replaceMarked(target, number))];
  },
};

function quoteMend(target: ActionTarget, content: string): Mend {
  const text = JSON.stringify(content);
  return safely(`Write ${text}`, replaceMarked(target, text));
}

/** Where the type has a default and nothing follows, that is what is missing. */
function commaMends(target: ActionTarget): readonly Mend[] {
  const place = arrayAt(target);
  const name = place?.array.elements[0]?.value;
  const type = typeof name === 'string' ? findValueType(name) : undefined;
  const gone = replaceMarked(target, '');
  const missing = type?.arguments.slice((place?.array.elements.length ?? 1) - 1);
  const samples = missing?.filter(({ isOptional }) => !isOptional).map(({ sample }) => sample);
  if (!samples || samples.length === 0) return [safely('Delete the comma', gone)];
  const { end } = target.range;
  const text = samples.join(',');
  return [
    safely(`Insert ${text}`, replaceIn(target, end, end, text)),
    onDemand('Delete the comma', gone),
  ];
}

function closeMends(target: ActionTarget): readonly Mend[] {
  const place = arrayAt(target);
  if (!place) return [];
  const { entry } = place;
  return closings(entry.value, place.array).map(({ title, start, text }) =>
    safely(title, replaceInValue(target, entry, { start, end: entry.value.length }, text)),
  );
}

/** All of a text at once: one doubled backslash is rarely what is meant. */
function escapeMends(target: ActionTarget): readonly Mend[] {
  const place = arrayAt(target);
  const unit = place && unitAt(place.entry, target.range.start);
  const string = place?.array.strings.find(
    ({ start, end }) => unit !== undefined && start < unit && unit < end,
  );
  if (!place || !string) return [];
  const edits = place.array.errors
    .filter(({ code, start }) => {
      return code === 'json-invalid-escape' && string.start < start && start < string.end;
    })
    .map(({ start }) => replaceInValue(target, place.entry, { start, end: start }, '\\'));
  return [safely(edits.length > 1 ? 'Double the backslashes' : 'Double the backslash', ...edits)];
}

/** What a number of another language is in JSON, where there is no doubt. */
function normalNumber(text: string): string | undefined {
  const isNegative = text.startsWith('-');
  const digits = text.replace(/^[+-]/, '').replaceAll('_', '');
  const isHex = /^0[xXoObB][\da-fA-F]+$/.test(digits);
  if (isHex && !Number.isSafeInteger(Number(digits))) return undefined;
  const plain = isHex ? Number(digits).toString() : withoutLeadingZeros(digits);
  if (plain === undefined) return undefined;
  return isNegative && plain !== '0' ? `-${plain}` : plain;
}

function withoutLeadingZeros(digits: string): string | undefined {
  const [whole = '', fraction = '', ...more] = digits.split('.');
  if (more.length > 0 || !/^\d*$/.test(whole) || !/^\d*$/.test(fraction)) return undefined;
  if (whole === '' && fraction === '') return undefined;
  const short = whole.replace(/^0+(?=\d)/, '') || '0';
  return /^0*$/.test(fraction) ? short : `${short}.${fraction}`;
}
