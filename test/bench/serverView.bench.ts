import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DaemonClient } from '../daemon/support/daemonClient.ts';
import { startDaemon, stopDaemons } from '../daemon/support/daemonClient.ts';
import { removeTempProjects } from '../support/runtime/tempProject.ts';
import type { Bench, Figure } from './support/figure.ts';
import { FrameClient } from './support/frameClient.ts';
import { rackProject } from './support/rackProject.ts';
import { pairedRatio, quantile, timed } from './support/statistics.ts';

const requests = 4_000;
const pairs = 5;
const spinners = ['Spinner1', 'Spinner2', 'Spinner3', 'Spinner4'];

const payload =
  '<?xml version="1.0" encoding="UTF-8"?><MessageType name="MessageClientSend">' +
  '<MessageAttr Command="ServerView"><data><server>one</server></data></MessageAttr></MessageType>';
const frame = `${Buffer.byteLength(payload)}:${payload}`;

/** ServerView over the socket, against a bare server that answers the same bytes to every frame. */
export const serverViewBench: Bench = {
  name: 'serverView',
  async measure() {
    const { client, port } = await startListener();
    const probe = await FrameClient.open(port);
    const reply = await probe.ask(frame);
    probe.close();
    if (!reply.includes('<Name>one</Name>')) throw new Error(`No server is in ${reply}`);
    const bare = await startBareServer(reply);
    const figures: Figure[] = [];
    for (const clients of [1, 8]) figures.push(...(await compare(clients, bare.port, port)));
    bare.stop();
    await client.run(spinners);
    figures.push({
      name: 'serverView.busyNeighbours.p99',
      value: quantile(await latencies(port), 0.99),
      unit: 'ms',
      target: { atMost: 50 },
    });
    await stopDaemons();
    await removeTempProjects();
    return figures;
  },
};

async function compare(
  clients: number,
  barePort: number,
  port: number,
): Promise<readonly Figure[]> {
  const bare = (): Promise<number> => secondsFor(clients, barePort);
  const ockle = (): Promise<number> => secondsFor(clients, port);
  await ockle();
  const { ratio, a, b } = await pairedRatio(pairs, bare, ockle);
  const name = `serverView.clients${clients}`;
  return [
    { name, value: ratio, unit: '×', target: { atLeast: 0.5 } },
    { name: `${name}.bare`, value: requests / a, unit: '1/s' },
    { name: `${name}.ockle`, value: requests / b, unit: '1/s' },
  ];
}

/** Seconds that the requests take when so many clients share them. */
async function secondsFor(clients: number, port: number): Promise<number> {
  const open = await Promise.all(Array.from({ length: clients }, () => FrameClient.open(port)));
  const ms = await timed(() =>
    Promise.all(
      open.map(async (client) => {
        for (let sent = 0; sent < requests / clients; sent++) await client.ask(frame);
      }),
    ),
  );
  for (const client of open) client.close();
  return ms / 1000;
}

/** Milliseconds of each single request. */
async function latencies(port: number): Promise<readonly number[]> {
  const client = await FrameClient.open(port);
  const all: number[] = [];
  for (let sent = 0; sent < 1_000; sent++) all.push(await timed(() => client.ask(frame)));
  client.close();
  return all;
}

async function startListener(): Promise<{ readonly client: DaemonClient; readonly port: number }> {
  const path = join(import.meta.dirname, '../fixtures/bench/src/plugins/Spinner.ts');
  const spinner = await readFile(path, 'utf8');
  const more: Record<string, string> = {
    'etc/config.ini':
      '[main]\n[plugins]\npluginlist = []\n[servers]\nmax_startup_time = 0\n' +
      '[plugins.SocketListener]\nlistener_port = 0\nmax_connections = 16\n',
  };
  for (const name of spinners) {
    more[`src/plugins/${name}.ts`] = spinner.replace('class Spinner', `class ${name}`);
  }
  const { client } = await startDaemon(await rackProject([], more));
  await client.run(['CoreCommunicationCommands', 'SocketListener']);
  const started = 'SocketListener: Started Listening on port:';
  const line = await client.until('a port', () =>
    client.linesOf('SocketListener').find((each) => each.startsWith(started)),
  );
  return { client, port: Number.parseInt(line.slice(started.length), 10) };
}

async function startBareServer(reply: string) {
  const script = join(import.meta.dirname, 'peers/constantServer.mjs');
  const child = spawn(process.execPath, [script, reply], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [printed] = (await once(child.stdio[1], 'data')) as [Buffer];
  return { port: Number(printed.toString()), stop: () => child.kill('SIGKILL') };
}
