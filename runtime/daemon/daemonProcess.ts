import './requireNode.ts';
import { readFile } from 'node:fs/promises';
import { Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { lineTransport } from '../protocol/index.ts';
import { DaemonService } from './daemonService.ts';
import { daemonOptions, daemonRequest } from './daemonArguments.ts';
import { openDaemon } from './openDaemon.ts';

/** The client's end of the channel is this process's file descriptor 3. */
const channelDescriptor = 3;

const dist = dirname(fileURLToPath(import.meta.url));

async function main(): Promise<void> {
  const channel = new Socket({ fd: channelDescriptor });
  const { values } = parseArgs({ options: daemonOptions });
  const daemon = await openDaemon(daemonRequest(values, dist));
  const service = new DaemonService(daemon, await readVersion(), lineTransport(channel));
  const asked = new Promise<void>((resolveAsked) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
      process.on(signal, () => resolveAsked());
    }
  });
  await Promise.race([service.ended, asked]);
  await daemon.shutdown({ kind: 'daemon' });
  process.exit(0);
}

async function readVersion(): Promise<string> {
  return (await readFile(join(dist, 'version.txt'), 'utf8')).trim();
}

main().catch((error: unknown) => {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`The Ockle daemon could not start: ${message}\n`);
  process.exit(1);
});
