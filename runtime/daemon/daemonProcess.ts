import '../platform/requireNode.ts';
import { Socket } from 'node:net';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { CodedError, errorMessage } from '../base/codedError.ts';
import { lineTransport } from '../protocol/index.ts';
import { claimErrors } from './claimErrors.ts';
import { daemonOptions, daemonRequest } from './daemonArguments.ts';
import { DaemonDoor } from './daemonDoor.ts';
import { DaemonKeeper } from './daemonKeeper.ts';
import { DaemonService } from './daemonService.ts';
import { expectedPlugins, expectOptions } from './expectPlugins.ts';
import { etcOf } from './projectReader.ts';
import { readVersion } from './readVersion.ts';
import { runAgain } from './runAgain.ts';

/** The client's end of the channel is this process's file descriptor 3. */
const channelDescriptor = 3;

const dist = dirname(fileURLToPath(import.meta.url));

async function main(): Promise<void> {
  const channel = new Socket({ fd: channelDescriptor });
  const { values } = parseArgs({ options: { ...daemonOptions, ...expectOptions } });
  const request = daemonRequest(values, dist);
  const { project } = request;
  const beside = request.time?.mode === 'virtual';
  const door = await DaemonDoor.open(
    { project, etc: etcOf(request), keptBy: 'editor' },
    { beside },
  );
  const keeper = await DaemonKeeper.open(
    { ...request, hasSpares: true, expected: expectedPlugins(values) },
    runAgain,
  );
  claimErrors((thrown) => keeper.claim(thrown));
  const version = await readVersion(dist);
  await door.serve(keeper, version);
  const service = new DaemonService(keeper, version, lineTransport(channel));
  const asked = new Promise<void>((resolveAsked) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
      process.on(signal, () => resolveAsked());
    }
  });
  const code = await Promise.race([service.ended, asked, keeper.ended]);
  await keeper.shutdown({ kind: 'daemon' });
  await door.close();
  process.exit(code ?? 0);
}

main().catch((error: unknown) => {
  const isOurs = error instanceof CodedError;
  const message = error instanceof Error && !isOurs ? error.stack : errorMessage(error);
  process.stderr.write(`The Ockle daemon could not start: ${message}\n`);
  process.exit(1);
});
