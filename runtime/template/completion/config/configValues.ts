import { escapePercent } from '../../../ini/index.ts';
import type { ConfigVariable } from '../../model/configKnowledge.ts';
import { findValueType } from '../../valueTypes.ts';
import { readBounds } from '../arrayTail.ts';

/** A drop-down of more numbers is no help. */
const mostNumbers = 50;

/** The default of a variable as etc/config.ini would have it; undefined where it has none. */
export function configDefault(variable: ConfigVariable): string | undefined {
  const [value] = variable.arguments;
  if (findValueType(variable.type)?.hasDefault !== true) return undefined;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const isOneLine = typeof value === 'string' && value === value.trim() && !/[\r\n]/.test(value);
  return isOneLine ? escapePercent(value) : undefined;
}

/** The values that a variable can have, where they are few; else its default. */
export function configValues(variable: ConfigVariable): readonly string[] {
  if (variable.type === 'bool') return ['true', 'false'];
  const range = variable.type === 'intrange' ? variable.arguments[1] : undefined;
  const bounds = typeof range === 'string' ? readBounds(range) : undefined;
  if (bounds) {
    const length = Math.min(bounds.high - bounds.low + 1, mostNumbers);
    return Array.from({ length }, (_, index) => String(bounds.low + index));
  }
  const value = configDefault(variable);
  return value === undefined || value === '' ? [] : [value];
}
