/** One measured value and what it should be. */
export interface Figure {
  /** Stable, in words joined by dots, e.g. `roundTrips.python`. */
  readonly name: string;
  readonly value: number;
  /** `×` for a ratio within one run. */
  readonly unit: '×' | 'ms' | 'MB' | 'µs' | '1/s' | '';
  /** Absent for a figure that only explains another. */
  readonly target?: { readonly atLeast: number } | { readonly atMost: number };
}

/** A group of figures that are measured together. */
export interface Bench {
  readonly name: string;
  measure(): Promise<readonly Figure[]>;
}

/** Whether a figure is as it should be. */
export function verdict({ value, target }: Figure): 'ok' | 'short' | '-' {
  if (!target) return '-';
  if ('atLeast' in target) return value >= target.atLeast ? 'ok' : 'short';
  return value <= target.atMost ? 'ok' : 'short';
}

/** A figure as one line: name, value, target with its unit, verdict. */
export function figureLine(figure: Figure): string {
  return `${figure.name} ${shown(figure.value)} ${targetText(figure)} ${verdict(figure)}`;
}

/** The target with its unit; the unit alone where there is no target. */
function targetText({ target, unit }: Figure): string {
  if (!target) return unit;
  return 'atLeast' in target ? `>=${target.atLeast}${unit}` : `<=${target.atMost}${unit}`;
}

/** Three significant digits say all that a noisy machine can tell. */
function shown(value: number): string {
  return String(Number(value.toPrecision(3)));
}
