import { faultFacts, type FaultKind, type FaultRule } from '../../../runtime/protocol/index.ts';

/** How a row tells a kind of fault, after "fault:", and the codicon of it. */
export const faultWords: Readonly<Record<FaultKind, readonly [word: string, icon: string]>> = {
  stuck: ['stuck', 'lock-small'],
  lying: ['lies', 'arrow-swap'],
  slow: ['slow', 'watch'],
  flapping: ['flapping', 'sync'],
  drops: ['drops', 'debug-disconnect'],
  away: ['away', 'circle-slash'],
  testerLies: ['test lies', 'beaker-stop'],
};

/** `slow 5 s, 3rd call only`. */
export function faultText(fault: Pick<FaultRule, 'kind' | 'ms' | 'nth' | 'probability'>): string {
  const [word] = faultWords[fault.kind];
  const ms = fault.ms ?? faultFacts[fault.kind].ms?.usual;
  const time = ms === undefined ? '' : ` ${durationText(ms)}`;
  const when = whenText(fault);
  return `${word}${time}${when === '' ? '' : `, ${when}`}`;
}

/** The same as a title. */
export function faultTitle(fault: Parameters<typeof faultText>[0]): string {
  const text = faultText(fault);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** Which of the calls a fault strikes; empty for all of them. */
function whenText({ nth, probability = 1 }: Pick<FaultRule, 'nth' | 'probability'>): string {
  if (nth !== undefined) return `${ordinal(nth)} call only`;
  return probability < 1 ? `${Number((probability * 100).toPrecision(3))} % of calls` : '';
}

/** `250 ms`, `5 s`, `1 min 30 s`, `2 h`. */
export function durationText(ms: number): string {
  if (ms < 1_000) return `${ms} ms`;
  if (ms < 60_000) return `${Number((ms / 1_000).toFixed(1))} s`;
  const seconds = Math.round(ms / 1_000);
  const parts = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3_600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ] as const;
  const shown = parts.filter(([number]) => number > 0).slice(0, 2);
  return shown.map(([number, unit]) => `${number} ${unit}`).join(' ');
}

/**
 * Milliseconds of a duration such as `250 ms`, `5s` or `1.5 min`; a bare number means seconds.
 * Nothing when it is none.
 */
export function readDuration(text: string): number | undefined {
  const [, number, unit = 's'] =
    /^(\d{1,9}(?:\.\d{1,3})?) ?(ms|s|min|m|h|d)?$/.exec(text.trim()) ?? [];
  if (number === undefined) return undefined;
  return Math.round(Number(number) * (units.get(unit) ?? 0));
}

const units: ReadonlyMap<string, number> = new Map([
  ['ms', 1],
  ['s', 1_000],
  ['m', 60_000],
  ['min', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
]);

function ordinal(number: number): string {
  const teens = number % 100 >= 11 && number % 100 <= 13;
  const ending = teens ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th');
  return `${number}${ending}`;
}
