import { readFileSync } from 'node:fs';

/** A process, told apart from a later one of the same number where the system says when it began. */
export interface ProcessIdentity {
  readonly pid: number;
  /** In the system's own ticks; Linux only. */
  readonly began?: string;
}

/** Who has this number now. */
export function identityOf(pid: number): ProcessIdentity {
  const began = readBegin(pid);
  return { pid, ...(began !== undefined && { began }) };
}

/** Whether just that process still runs. */
export function isRunning({ pid, began }: ProcessIdentity): boolean {
  try {
    process.kill(pid, 0);
  } catch (thrown) {
    // It is there, but somebody else's.
    if ((thrown as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return process.platform !== 'linux' || readBegin(pid) === began;
}

/** Field 22 of /proc/…/stat, counted behind the name, which may hold anything. */
function readBegin(pid: number): string | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    // One that nobody has buried yet runs no more.
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}
