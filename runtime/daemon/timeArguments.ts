import type { TimeRequest } from './openTime.ts';
import { fastestRate } from './timeRequests.ts';

/** Options of the command line that say how time passes, for `parseArgs`. */
export const timeOptions = {
  time: { type: 'string' },
  seed: { type: 'string' },
  rate: { type: 'string' },
  running: { type: 'boolean' },
} as const;

/** Their values. */
export interface TimeArguments {
  readonly time?: string | undefined;
  readonly seed?: string | undefined;
  readonly rate?: string | undefined;
  readonly running?: boolean | undefined;
}

const howToWrite = 'Write --time virtual, or leave all of them out for real time.';

const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/**
 * How time is to pass; nothing for the clock on the wall.
 * @throws Error that says how to write it
 */
export function timeRequest(given: TimeArguments): TimeRequest | undefined {
  const { time = 'real', seed, rate, running = false } = given;
  if (time === 'real') {
    if (seed === undefined && rate === undefined && !running) return undefined;
    throw new Error(`--seed, --rate and --running need --time virtual or held. ${howToWrite}`);
  }
  if (time === 'held') {
    return { mode: time, seed: whole('--seed', seed), rate: heldRate(rate), isRunning: running };
  }
  if (time !== 'virtual') throw new Error(`--time cannot be "${time}". ${howToWrite}`);
  if (running)
    throw new Error('--running needs --time held: virtual time passes by itself anyway.');
  return { mode: time, seed: whole('--seed', seed), rate: whole('--rate', rate) };
}

function heldRate(text: string | undefined): number | undefined {
  const rate = whole('--rate', text);
  if (rate === undefined || (rate >= 1 && rate <= fastestRate)) return rate;
  throw new Error(`--rate of held time cannot be ${rate}. Write one from 1 to ${fastestRate}.`);
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
