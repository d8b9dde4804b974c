import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Duplex } from 'node:stream';
import { DapClient } from '../../daemon/support/dapClient.ts';

/** A file that debugpy launches by itself, as the Python extension asks it to. */
export interface PlainLaunch {
  readonly python: string;
  readonly program: string;
  /** Of the breakpoint, from 1. */
  readonly line: number;
}

/** Resolves when debugpy alone has launched the file and it stands at the breakpoint; `end` ends it. */
export async function untilPlainStop({
  python,
  program,
  line,
}: PlainLaunch): Promise<{ end(): Promise<void> }> {
  const adapter = spawn(python, ['-m', 'debugpy.adapter'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const gone = once(adapter, 'exit');
  const channel = Duplex.from({ readable: adapter.stdout, writable: adapter.stdin });
  // It ends with the process.
  channel.on('error', () => undefined);
  const client = new DapClient(channel);
  await client.ask('initialize', { adapterID: 'bench', clientID: 'bench' });
  const launched = client.ask('launch', { program, console: 'internalConsole', justMyCode: false });
  await client.next('initialized');
  await client.ask('setBreakpoints', { source: { path: program }, breakpoints: [{ line }] });
  await client.ask('configurationDone');
  await Promise.all([launched, client.next('stopped')]);
  return {
    async end() {
      await client.ask('disconnect', { terminateDebuggee: true });
      adapter.kill();
      await gone;
    },
  };
}
