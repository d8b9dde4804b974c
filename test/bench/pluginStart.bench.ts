import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { PythonFinder } from '../../runtime/platform/pythonFinder.ts';
import { spawnProcess, type SpawnRequest } from '../../runtime/platform/spawnProcess.ts';
import { lineTransport } from '../../runtime/protocol/index.ts';
import { nodeHostCommand, pythonHostCommand } from '../../runtime/supervision/hostCommand.ts';
import { distFolder } from '../daemon/support/dist.ts';
import type { Bench, Figure } from './support/figure.ts';
import { pairedRatio, timed } from './support/statistics.ts';

const pairs = 15;

/** From the start of a plugin's process to its first message, against an interpreter that does nothing. */
export const pluginStartBench: Bench = {
  name: 'pluginStart',
  async measure() {
    const dist = distFolder();
    const here = import.meta.dirname;
    const search = await new PythonFinder({ project: here }).find({ forDebugging: false });
    if (search.kind === 'missing') throw new Error(search.message);
    const { command } = search.python;
    return [
      ...(await measure('typescript', nodeHostCommand(dist, here), process.execPath, ['-e', '0'])),
      ...(await measure('python', pythonHostCommand(dist, here, search), command, ['-c', '0'])),
    ];
  },
};

async function measure(
  language: string,
  host: SpawnRequest,
  command: string,
  args: readonly string[],
): Promise<readonly Figure[]> {
  const toReady = (): Promise<number> => timed(() => untilReady(host));
  const bare = (): Promise<number> =>
    timed(() => once(spawn(command, args, { stdio: 'ignore' }), 'exit'));
  await toReady();
  const { ratio, a, b } = await pairedRatio(pairs, toReady, bare);
  return [
    { name: `pluginStart.${language}`, value: ratio, unit: '×', target: { atMost: 2 } },
    { name: `pluginStart.${language}.ockle`, value: a, unit: 'ms' },
    { name: `pluginStart.${language}.bare`, value: b, unit: 'ms' },
  ];
}

/** Ends the process again once it has said that it is ready. */
async function untilReady(host: SpawnRequest): Promise<void> {
  const child = spawnProcess(host);
  await new Promise<void>((resolve, reject) => {
    const transport = lineTransport(child.channel);
    transport.onMessage(() => resolve());
    transport.onClose(() => reject(new Error(`${host.command} ended before it was ready.`)));
  });
  child.kill('SIGKILL');
}
