import { RealClock } from '../../runtime/base/clock.ts';
import { deviceRules } from '../../runtime/devices/deviceRules.ts';
import { assembleNetwork } from '../../runtime/network/assembleNetwork.ts';
import { NetworkFeed } from '../../runtime/network/networkFeed.ts';
import type { ServerNetwork } from '../../runtime/network/serverNetwork.ts';
import type { ServerFile } from '../../runtime/project/index.ts';
import { readServerFile } from '../../runtime/project/index.ts';
import type { Bench } from './support/figure.ts';
import { median, pairedRatio, timed } from './support/statistics.ts';

const rounds = 5;
const pairs = 15;
const changes = 2_000;
const changing = 100;

const generators = {
  get: () => ({ ok: true, options: new Map([['type', 'Dummy']]) }) as const,
};
const rules = { maxStartupMs: 0, maxAttempts: 3 };
const devices = deviceRules({ deviceMs: 10_000, inrushMs: 100, clock: new RealClock() });

/** Building networks from the texts of their files, and what one change of an OpState costs in them. */
export const networkBench: Bench = {
  name: 'network',
  async measure() {
    const thousand = await buildMs(1_000);
    const tenThousand = await buildMs(10_000);
    const hundredThousand = await buildMs(100_000);
    const growth = Math.log(hundredThousand / thousand) / Math.log(100);
    const few = changeIn(100);
    const many = changeIn(10_000);
    const { ratio, a, b } = await pairedRatio(pairs, many, few);
    return [
      { name: 'network.build10000', value: tenThousand, unit: 'ms', target: { atMost: 1_000 } },
      { name: 'network.growth', value: growth, unit: '', target: { atMost: 1.15 } },
      { name: 'network.change', value: ratio, unit: '×', target: { atMost: 1.5 } },
      { name: 'network.change.of100', value: b * 1000, unit: 'µs' },
      { name: 'network.change.of10000', value: a * 1000, unit: 'µs' },
    ];
  },
};

async function buildMs(size: number): Promise<number> {
  const texts = serverTexts(size);
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push(await timed(() => build(texts)));
  return median(times);
}

/** Measures milliseconds from one change of a server's OpState to its delta at one subscriber. */
function changeIn(size: number): () => Promise<number> {
  const network = build(serverTexts(size));
  const feed = new NetworkFeed(network);
  let heard = 0;
  feed.onDidChange(({ changed }) => (heard += changed.length));
  // As many servers in each network, so that only its size differs.
  const nodes = network.getSortedNodeList().slice(0, changing);
  const change = (at: number): void => {
    nodes[at % changing]?.setOpState(at % (2 * changing) < changing ? 'OK' : 'OFF');
    feed.flush();
  };
  return async () => {
    const before = heard;
    const ms = await timed(() => {
      for (let at = 0; at < changes; at++) change(at);
    });
    if (heard - before < changes) throw new Error('A change was not heard of.');
    return ms / changes;
  };
}

function build(texts: ReadonlyMap<string, string>): ServerNetwork {
  const servers: ServerFile[] = [];
  for (const [name, text] of texts) {
    const { server } = readServerFile(text, name, `/etc/servers/${name}.ini`);
    if (server) servers.push(server);
  }
  const { network, problems } = assembleNetwork(servers, generators, rules, devices);
  if (problems.length > 0) throw new Error(problems[0]?.message);
  return network;
}

/** Racks of ten: the first server of each needs one of an earlier rack, the others need the first. */
function serverTexts(size: number): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (let at = 0; at < size; at++) {
    const first = at - (at % 10);
    const needs = at === first ? Math.floor(at / 20) * 10 : first;
    const dependencies = needs === at ? '[]' : `["s${needs}"]`;
    texts.set(
      `s${at}`,
      `[server]\noutlets = ["psu"]\ndependencies = ${dependencies}\n[psu]\npdu = rack${first}\nsocket = ${at % 10}\n`,
    );
  }
  return texts;
}
