import { readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { errorCode } from '../base/codedError.ts';

/** Milliseconds over which the load is taken. */
const interval = 100;

/** Time that processors spent since the machine was started, in any unit. */
interface CpuTimes {
  readonly idle: number;
  readonly total: number;
}

/** How busy the processors of this machine are, in percent with one decimal; takes a tenth of a second. */
export async function cpuLoad(): Promise<number> {
  const before = await cpuTimes();
  await setTimeout(interval);
  return loadBetween(before, await cpuTimes());
}

/** The part of the time between that was not idle, in percent with one decimal. */
export function loadBetween(before: CpuTimes, after: CpuTimes): number {
  const total = after.total - before.total;
  if (total <= 0) return 0;
  const busy = 1 - (after.idle - before.idle) / total;
  return Math.round(Math.min(Math.max(busy, 0), 1) * 1000) / 10;
}

/** The sum of all processors in the text of Linux' /proc/stat. */
export function timesOfProcStat(text: string): CpuTimes | undefined {
  const line = /^cpu ([\d ]+)$/m.exec(text)?.[1]?.trim();
  // User, nice, system, idle; what follows is not there on every kernel.
  const [user, nice, system, idle] = line?.split(' ').map(Number) ?? [];
  if (user === undefined || nice === undefined || system === undefined || idle === undefined) {
    return undefined;
  }
  return { idle, total: user + nice + system + idle };
}

async function cpuTimes(): Promise<CpuTimes> {
  return timesOfProcStat(await procStat()) ?? timesOfSystem();
}

async function procStat(): Promise<string> {
  try {
    return await readFile('/proc/stat', 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return '';
    throw error;
  }
}

function timesOfSystem(): CpuTimes {
  const times = cpus().map((cpu) => cpu.times);
  const idle = times.reduce((sum, each) => sum + each.idle, 0);
  const total = times.reduce(
    (sum, { user, nice, sys, irq }) => sum + user + nice + sys + irq,
    idle,
  );
  return { idle, total };
}
