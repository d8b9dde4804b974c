import './requireNode.ts';
import { readFile } from 'node:fs/promises';
import { Socket } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { lineTransport } from '../protocol/index.ts';
import { DaemonService } from './daemonService.ts';
import { openDaemon } from './openDaemon.ts';

/** The client's end of the channel is this process's file descriptor 3. */
const channelDescriptor = 3;

const dist = dirname(fileURLToPath(import.meta.url));

async function main(): Promise<void> {
  const { project, python } = readArguments();
  const channel = new Socket({ fd: channelDescriptor });
  const daemon = await openDaemon({ dist, project, python });
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

function readArguments(): { readonly project: string; readonly python: string | undefined } {
  const { values } = parseArgs({
    options: { project: { type: 'string' }, python: { type: 'string' } },
  });
  if (values.project === undefined) throw new Error('Say which project: --project <folder>.');
  return { project: resolve(values.project), python: values.python };
}

async function readVersion(): Promise<string> {
  const text = await readFile(join(dist, '..', 'package.json'), 'utf8');
  const { version } = JSON.parse(text) as { readonly version: string };
  return version;
}

main().catch((error: unknown) => {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`The Ockle daemon could not start: ${message}\n`);
  process.exit(1);
});
