import type { TimeRequest } from './openTime.ts';

/** Options of the command line that say how time passes, for `parseArgs`. */
export const timeOptions = {
  time: { type: 'string' },
  seed: { type: 'string' },
  rate: { type: 'string' },
} as const;

/** Their values. */
export interface TimeArguments {
  readonly time?: string | undefined;
  readonly seed?: string | undefined;
  readonly rate?: string | undefined;
}

const howToWrite = 'Write --time virtual, or leave all three out for real time.';

const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/**
 * How time is to pass; nothing for the clock on the wall.
 * @throws Error that says how to write it
 */
export function timeRequest({ time = 'real', seed, rate }: TimeArguments): TimeRequest | undefined {
  if (time === 'real' && seed === undefined && rate === undefined) return undefined;
  if (time === 'real') throw new Error(`--seed and --rate need --time virtual. ${howToWrite}`);
  if (time !== 'held' && time !== 'virtual') {
    throw new Error(`--time cannot be "${time}". ${howToWrite}`);
  }
  if (time === 'held' && rate !== undefined) {
    throw new Error('--rate needs --time virtual: whoever steps held time says its rate as well.');
  }
  return { mode: time, seed: whole('--seed', seed), rate: whole('--rate', rate) };
}

/**
 * Milliseconds of a duration such as `90s` or `1h`.
 * @throws Error that says how to write it
 */
export function readDuration(text: string): number {
  const [, digits, unit] = /^(\d{1,9})(ms|s|m|h|d)$/.exec(text) ?? [];
  if (digits === undefined) {
    throw new Error(`--for cannot be "${text}". Write a number and ms, s, m, h or d, such as 1h.`);
  }
  return Number(digits) * units[unit as keyof typeof units];
}

function whole(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new Error(`${option} cannot be "${text}". Write a whole number of at most nine digits.`);
}
