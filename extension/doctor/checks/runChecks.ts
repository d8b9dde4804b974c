import type { Check, CheckResult, Finding } from './finding.ts';

/** How checks are run. */
export interface CheckRun {
  /** Milliseconds that each check has. */
  readonly deadline: number;
  /** Without trust no program is started. */
  readonly isTrusted: boolean;
  /** Ends all that is under way. */
  readonly signal: AbortSignal;
  onDone(result: CheckResult): void;
}

/** Runs all checks at the same time; whatever happens to one, the others have their results. */
export function runChecks(checks: readonly Check[], run: CheckRun): Promise<CheckResult[]> {
  return Promise.all(
    checks.map(async (check) => {
      const { group, title } = check;
      const result = { group, title, ...(await findingOf(check, run)) };
      run.onDone(result);
      return result;
    }),
  );
}

async function findingOf(
  check: Check,
  { deadline, isTrusted, signal }: CheckRun,
): Promise<Finding> {
  if (check.startsProgram && !isTrusted) {
    const says = 'Not looked at: no program is started before the workspace is trusted.';
    return { state: 'skipped', says };
  }
  const late = AbortSignal.timeout(deadline);
  const either = AbortSignal.any([late, signal]);
  try {
    return await Promise.race([check.run(either), aborted(either)]);
  } catch (error) {
    if (signal.aborted) return { state: 'skipped', says: 'Not looked at: you cancelled.' };
    const message = error instanceof Error ? error.message : String(error);
    const says = late.aborted ? `No answer within ${deadline / 1000} s.` : asSentence(message);
    return { state: 'failed', says };
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const end = (): void => reject(new Error('aborted'));
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}

/** With a capital letter in front and a full stop behind. */
export function asSentence(text: string): string {
  const stop = /[.!?]$/.test(text) ? '' : '.';
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${stop}`;
}
