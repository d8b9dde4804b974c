import { deviceRules } from '../../../../runtime/devices/deviceRules.ts';
import type { SwitchTemplate } from '../../../../runtime/devices/switchTemplate.ts';
import type { TesterTemplate } from '../../../../runtime/devices/testerTemplate.ts';
import { assembleNetwork } from '../../../../runtime/network/assembleNetwork.ts';
import type { Generators } from '../../../../runtime/network/generatorFiles.ts';
import { RackFaults } from '../../../../runtime/network/rackFaults.ts';
import { readServerFile } from '../../../../runtime/project/index.ts';
import { EagerClock } from '../../../support/runtime/eagerClock.ts';
import { ManualClock } from '../../../support/runtime/manualClock.ts';

const texts = {
  db: '[server]\noutlets = ["psu1","psu2"]\ncontrols = soft\ntests = ["answers","pings"]\n[psu1]\npdu = rackA\n[psu2]\npdu = rackB\n[soft]\ncontroller = halt\n[answers]\ntester = probe\n[pings]\ntester = ping\nhostname = localhost\n',
  web: '[server]\noutlets = psu1\ntests = answers\ndependencies = db\n[psu1]\npdu = rackA\n[answers]\ntester = probe\n',
};

/** Generators named `ping` are real; all others are simulated. */
const generators: Generators = {
  get: (_, name) => ({
    ok: true,
    options: new Map([['type', name === 'ping' ? 'Ping' : 'Dummy']]),
  }),
};

/** Milliseconds that a device of the bench has for an answer. */
export const deviceMs = 10_000;

/** Two servers at two PDUs, whose time passes at once, and the faults of their devices. */
export function makeFaultBench() {
  const clock = new EagerClock();
  const devices = deviceRules({ deviceMs, inrushMs: 0, clock, realTime: new ManualClock() });
  const servers = Object.entries(texts).flatMap(
    ([name, text]) => readServerFile(text, name, `/etc/servers/${name}.ini`).server ?? [],
  );
  const rules = { maxStartupMs: 1_000, maxAttempts: 3 };
  const { network } = assembleNetwork(servers, generators, rules, devices);
  const surroundings = { clock, ending: new AbortController().signal };
  const split = (target: string) => {
    const [server = '', name] = target.split('/');
    return { node: network.requireServer(server), name };
  };
  return {
    clock,
    network,
    surroundings,
    faults: new RackFaults(network, surroundings),
    outlet: (target: string): SwitchTemplate => {
      const { node, name } = split(target);
      return there(node.outlets.find((each) => each.name === name));
    },
    control: (target: string): SwitchTemplate => {
      const { node, name } = split(target);
      return there(node.controls.find((each) => each.name === name));
    },
    test: (target: string): TesterTemplate => {
      const { node, name } = split(target);
      return there(node.tests.find((each) => each.name === name));
    },
    /** What something takes on the daemon's clock. */
    timed: async <Result>(asked: Promise<Result>) => {
      const began = clock.now();
      const answer = await asked.catch((error: unknown) => error);
      return { answer, ms: clock.now() - began };
    },
  };
}

function there<Device>(found: Device | undefined): Device {
  if (found) return found;
  throw new Error('The bench has no such device.');
}
