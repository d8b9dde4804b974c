import { readFileSync } from 'node:fs';

/** Whether the process has a handler for the signal; only Linux says so, elsewhere it is believed. */
export function catches(pid: number, signal: number): boolean {
  if (process.platform !== 'linux') return true;
  try {
    const [, mask = '0'] =
      /^SigCgt:\s*([0-9a-f]+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return ((BigInt(`0x${mask}`) >> BigInt(signal - 1)) & 1n) === 1n;
  } catch {
    return false;
  }
}
