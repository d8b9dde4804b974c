import { setTimeout as delay } from 'node:timers/promises';

const pollMs = 50;

/** How long a window may take for anything a person waits for. */
const usualLimitMs = 20_000;

/**
 * Asks again and again until the answer is neither `undefined` nor `false`, and gives up with a message
 * that says what was waited for and what was there instead.
 */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | undefined | false>,
  { limitMs = usualLimitMs, found }: { limitMs?: number; found?: () => Promise<string> } = {},
): Promise<T> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (performance.now() > deadline) {
      const instead = found ? `\nInstead there was:\n${await found()}` : '';
      throw new Error(`Not within ${limitMs / 1000} s: ${what}.${instead}`);
    }
    await delay(pollMs);
  }
}
