import { join } from 'node:path';
import { startDaemon, stopDaemons } from '../daemon/support/daemonClient.ts';
import { removeTempProjects } from '../support/runtime/tempProject.ts';
import { bareEcho } from './support/bareEcho.ts';
import type { Bench, Figure } from './support/figure.ts';
import { rackProject } from './support/rackProject.ts';
import { pairedRatio } from './support/statistics.ts';

const trips = 3_000;
const pairs = 5;

const languages = [
  { name: 'typescript', plugin: 'RoundTrips', command: process.execPath, asker: 'asker.mjs' },
  { name: 'python', plugin: 'RoundTripsPy', command: 'python3', asker: 'asker.py' },
] as const;

/** A plugin asks the daemon, against a process that asks over a pipe which only echoes. */
export const roundTripsBench: Bench = {
  name: 'roundTrips',
  async measure() {
    const figures: Figure[] = [];
    for (const language of languages) figures.push(...(await measure(language)));
    return figures;
  },
};

async function measure({
  name,
  plugin,
  command,
  asker,
}: (typeof languages)[number]): Promise<readonly Figure[]> {
  const project = await rackProject([`${plugin}.${name === 'python' ? 'py' : 'ts'}`]);
  const { client } = await startDaemon(project);
  await client.run([plugin]);
  const script = join(import.meta.dirname, 'peers', asker);
  const bare = (): Promise<number> => bareEcho(command, script, trips);
  const ockle = async (): Promise<number> => {
    const request = { command: 'measure', data: { trips } };
    return Number((await client.peer.request('callCommand', request)).reply['ms']);
  };
  await ockle();
  const { ratio, a, b } = await pairedRatio(pairs, bare, ockle);
  await stopDaemons();
  await removeTempProjects();
  return [
    { name: `roundTrips.${name}`, value: ratio, unit: '×', target: { atLeast: 0.5 } },
    { name: `roundTrips.${name}.bare`, value: 1000 / a, unit: '1/s' },
    { name: `roundTrips.${name}.ockle`, value: 1000 / b, unit: '1/s' },
  ];
}
