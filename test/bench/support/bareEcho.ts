import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Duplex, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

/** Milliseconds per round trip of a child that asks over a pipe and a parent that only echoes. */
export async function bareEcho(command: string, script: string, trips: number): Promise<number> {
  const child = spawn(command, [script, String(trips)], {
    stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
  });
  const channel = child.stdio[3] as Duplex;
  channel.on('data', (chunk: Buffer) => channel.write(chunk));
  channel.on('error', () => undefined);
  const [printed] = await Promise.all([text(child.stdio[1] as Readable), once(child, 'exit')]);
  return Number(printed);
}
