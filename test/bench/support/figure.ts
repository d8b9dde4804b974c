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
export function verdict({ value, target }: Figure): 'ok' | 'short' | '' {
  if (!target) return '';
  if ('atLeast' in target) return value >= target.atLeast ? 'ok' : 'short';
  return value <= target.atMost ? 'ok' : 'short';
}

const columns = [38, 12, 14] as const;

/** What the lines of a table of figures stand below. */
export const figureHead = row(['figure', 'measured', 'target', '']);

/** A figure as a line of the table: its name, what it is, what it should be, and whether it is. */
export function figureLine(figure: Figure): string {
  return row([
    figure.name,
    withUnit(figure.value, figure.unit),
    targetText(figure),
    verdict(figure),
  ]);
}

function row([name = '', ...cells]: readonly string[]): string {
  const [first, ...widths] = columns;
  const aligned = cells.map((cell, at) => cell.padStart(widths[at] ?? cell.length));
  return [name.padEnd(first), ...aligned].join('  ').trimEnd();
}

function targetText({ target, unit }: Figure): string {
  if (!target) return '';
  return 'atLeast' in target
    ? `≥ ${withUnit(target.atLeast, unit)}`
    : `≤ ${withUnit(target.atMost, unit)}`;
}

/** Three significant digits say all that a noisy machine can tell. */
function withUnit(value: number, unit: Figure['unit']): string {
  const digits = value.toLocaleString('en', { maximumSignificantDigits: 3 });
  return unit === '' ? digits : `${digits} ${unit}`;
}
