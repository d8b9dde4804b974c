import type { RpcTimers } from '../protocol/index.ts';

/** Milliseconds between two looks: at a plugin that grows or is half full, and at any other. */
const pause = { close: 50, usual: 250 };

/** What a memory watch needs. */
export interface MemoryWatchRequest {
  /** Bytes. */
  readonly most: number;
  readonly timers: RpcTimers;
  /** Bytes in use now, measured more closely when it is more than that; undefined when unknown. */
  readonly read: (enough: number) => number | undefined;
  /** Called once. */
  readonly onTooMuch: (used: number) => void;
}

/** Looks at the memory of a plugin until it uses too much; answers how to end that. */
export function watchMemory({ most, timers, read, onTooMuch }: MemoryWatchRequest): () => void {
  let before = 0;
  let stopTimer = timers.after(pause.close, look);
  function look(): void {
    const used = read(most);
    if (used !== undefined && used > most) {
      onTooMuch(used);
      return;
    }
    const now = used ?? 0;
    const isClose = now > most / 2 || now - before > most / 16;
    before = now;
    stopTimer = timers.after(isClose ? pause.close : pause.usual, look);
  }
  return () => stopTimer();
}
