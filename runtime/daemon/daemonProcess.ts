import '../platform/requireNode.ts';
import { readFile } from 'node:fs/promises';
import { Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { lineTransport } from '../protocol/index.ts';
import { claimErrors } from './claimErrors.ts';
import { daemonOptions, daemonRequest } from './daemonArguments.ts';
import { DaemonKeeper } from './daemonKeeper.ts';
import { DaemonService } from './daemonService.ts';
import { runAgain } from './runAgain.ts';

/** The client's end of the channel is this process's file descriptor 3. */
const channelDescriptor = 3;

const dist = dirname(fileURLToPath(import.meta.url));

async function main(): Promise<void> {
  const channel = new Socket({ fd: channelDescriptor });
  const { values } = parseArgs({ options: daemonOptions });
  const keeper = await DaemonKeeper.open(daemonRequest(values, dist), runAgain);
  claimErrors((thrown) => keeper.claim(thrown));
  const service = new DaemonService(keeper, await readVersion(), lineTransport(channel));
  const asked = new Promise<void>((resolveAsked) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
      process.on(signal, () => resolveAsked());
    }
  });
  const code = await Promise.race([service.ended, asked, keeper.ended]);
  await keeper.shutdown({ kind: 'daemon' });
  process.exit(code ?? 0);
}

async function readVersion(): Promise<string> {
  return (await readFile(join(dist, 'version.txt'), 'utf8')).trim();
}

main().catch((error: unknown) => {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`The Ockle daemon could not start: ${message}\n`);
  process.exit(1);
});
