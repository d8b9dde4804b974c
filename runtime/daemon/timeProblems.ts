import { errorMessage } from '../base/codedError.ts';
import type { Problem } from '../protocol/index.ts';

/** The plugin keeps the time from passing for every other one; `patience` in milliseconds. */
export function timeStands(className: string, now: number, patience: number): Problem {
  return {
    code: 'time-stands-still',
    severity: 'warning',
    message: `${className} has not waited for ${patience / 1000} s, so the time stands at ${shown(now)} for every plugin. Let its loop wait with sleep, or stop it.`,
    plugin: className,
  };
}

/** Something at the daemon's side of a plugin's turn failed. */
export function stepFailed(className: string, now: number, error: unknown): Problem {
  const message = `${className}: what was due at ${shown(now)} failed: ${errorMessage(error)}`;
  return { code: 'internal-error', severity: 'error', message };
}

function shown(now: number): string {
  return new Date(now).toISOString();
}
