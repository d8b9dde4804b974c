import { readdirSync, readFileSync } from 'node:fs';

/** Looks between two searches for new children. */
const looksPerSearch = 5;

/** Measures a process together with all it started; only Linux tells. */
export class TreeMemory {
  readonly #leader: number;
  #members: readonly number[] = [];
  #looks = 0;

  constructor(leader: number) {
    this.#leader = leader;
  }

  /**
   * Bytes in use, or undefined where nothing can be told. What processes share counts once as soon as
   * there is reason to look that closely: when the quick measure says more than `enough`.
   */
  read(enough: number): number | undefined {
    if (process.platform !== 'linux') return undefined;
    if (this.#looks++ % looksPerSearch === 0) this.#members = descendants(this.#leader);
    const pids = [this.#leader, ...this.#members];
    const own = kibibytes(this.#leader, 'status', 'VmRSS');
    if (own === undefined) return undefined;
    const resident = sum(pids.map((pid) => kibibytes(pid, 'status', 'VmRSS') ?? 0));
    if (resident <= enough) return resident;
    return sum(
      pids.map(
        (pid) => kibibytes(pid, 'smaps_rollup', 'Pss') ?? kibibytes(pid, 'status', 'VmRSS') ?? 0,
      ),
    );
  }
}

/** Everything that descends from a process and still has it as its ancestor. */
function descendants(pid: number): readonly number[] {
  return childrenOf(pid).flatMap((child) => [child, ...descendants(child)]);
}

function childrenOf(pid: number): readonly number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, 'latin1')
        .split(' ')
        .filter((child) => child !== '')
        .map(Number),
    );
  } catch {
    // It ended while we looked.
    return [];
  }
}

/** One line of a process's file in /proc, in bytes; undefined when the process is gone. */
function kibibytes(
  pid: number,
  file: 'status' | 'smaps_rollup',
  field: string,
): number | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/${file}`, 'latin1');
    const found = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(text)?.[1];
    return found === undefined ? undefined : Number(found) * 1024;
  } catch {
    return undefined;
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
