import type { DaemonTime } from '../../../runtime/protocol/index.ts';
import { durationText } from '../faults/faultWords.ts';

/** How the time of a rack passes, as far as controls go. */
export type TimeState = 'real' | 'frozen' | 'held' | 'virtual';

/** Whether the time of a rack can be moved, and whether it stands. */
export function timeState({ mode, rate }: DaemonTime): TimeState {
  if (mode !== 'held') return mode;
  return rate === 0 ? 'frozen' : 'held';
}

/** What the status bar says of a rack's time; nothing while it is the time on the wall. */
export function timeStatus(time: DaemonTime, began: number): string | undefined {
  switch (timeState(time)) {
    case 'real':
      return undefined;
    case 'frozen':
      return `rack frozen ${elapsedText(time.now - began)}`;
    case 'held':
      return `held ×${time.rate}`;
    case 'virtual':
      return time.rate === 0 ? 'virtual time' : `virtual ×${time.rate}`;
  }
}

/** What more there is to know of it, in sentences. */
export function timeDetail(time: DaemonTime, began: number): string {
  const passed = `The rack's clock has run for ${elapsedText(time.now - began)}.`;
  const next =
    time.next === null
      ? 'Nobody waits for a time.'
      : `The next event is in ${durationText(Math.max(0, time.next - time.now))}.`;
  return time.mode === 'held' ? `${passed} ${next}` : passed;
}

/** `00:41`, `12:04:07`; minutes first, hours when there are any. */
export function elapsedText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60];
  const hours = Math.floor(seconds / 3_600);
  const shown = hours > 0 ? [hours, ...parts] : parts;
  return shown.map((part) => String(part).padStart(2, '0')).join(':');
}
