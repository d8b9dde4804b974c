/** A `%` that is not part of `%%`. */
export interface PercentUse {
  readonly start: number;
  readonly end: number;
  /** The lower-case name in `%(name)s`; undefined for anything else. */
  readonly reference: string | undefined;
}

/** Every single `%` of a raw value and every reference, read like Python's interpolation. */
export function percentUses(value: string): readonly PercentUse[] {
  const uses: PercentUse[] = [];
  let close = 0;
  for (let at = value.indexOf('%'); at !== -1;) {
    const next = value.charAt(at + 1);
    if (next === '%') {
      at = value.indexOf('%', at + 2);
      continue;
    }
    if (next === '(' && close < at + 2) close = indexOrEnd(value, ')', at + 2);
    const use = percentUse(value, at, close);
    uses.push(use);
    at = value.indexOf('%', use.end);
  }
  return uses;
}

/** Whether a value is one reference and nothing else. */
export function isReference(value: string): boolean {
  if (!value.startsWith('%(')) return false;
  const [first] = percentUses(value);
  return first?.reference !== undefined && first.end === value.length;
}

function percentUse(value: string, start: number, close: number): PercentUse {
  if (value.charAt(start + 1) !== '(') return { start, end: start + 1, reference: undefined };
  if (close <= start + 2 || value.charAt(close + 1) !== 's') {
    return { start, end: start + 2, reference: undefined };
  }
  const reference = value.slice(start + 2, close).toLowerCase();
  return { start, end: close + 2, reference };
}

function indexOrEnd(text: string, unit: string, from: number): number {
  const at = text.indexOf(unit, from);
  return at === -1 ? text.length : at;
}
