import type { Mend } from '../../support/mends.ts';

/** How a check ended; `skipped` says nothing about the thing itself. */
export type CheckState = 'ok' | 'warning' | 'failed' | 'skipped';

/** What a check found. Names and paths stand between backticks. */
export interface Finding {
  readonly state: CheckState;
  readonly says: string;
  /** What to do about it. */
  readonly mend?: string;
  /** Commands that do it. */
  readonly links?: readonly Mend[];
}

/** One thing that the doctor looks at. */
export interface Check {
  /** Heading that it stands under. */
  readonly group: string;
  readonly title: string;
  /** Such a check is left out while the workspace is not trusted. */
  readonly startsProgram?: true;
  /** Looks; ends early by throwing when `signal` says so. */
  run(signal: AbortSignal): Promise<Finding>;
}

/** A check that is over. */
export interface CheckResult extends Finding {
  readonly group: string;
  readonly title: string;
}

/** Everything is as it should be. */
export function ok(says: string): Finding {
  return { state: 'ok', says };
}

/** A name or path, set apart from the words around it. */
export function quoted(name: string): string {
  return `\`${name.replaceAll('`', '’')}\``;
}

/** A number with what it counts: `1 error`, `3 errors`. */
export function counted(count: number, one: string, several = `${one}s`): string {
  return `${count} ${count === 1 ? one : several}`;
}
