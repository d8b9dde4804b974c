import { CodedError } from '../base/codedError.ts';
import type { ActionResult, GateRule } from '../base/gate.ts';
import type { ActionRequest } from '../base/journal.ts';
import type { SwitchTemplate } from '../devices/switchTemplate.ts';
import type { ServerNetwork } from '../network/serverNetwork.ts';
import type { ServerNode, SwitchReport } from '../network/serverNode.ts';
import { serverBusy } from '../network/serverNode.ts';
import type { JsonObject, PowerVerb } from '../protocol/index.ts';
import { opStates } from '../protocol/index.ts';

/** Does power actions that the gate let through. */
export class PowerActions {
  readonly #network: ServerNetwork;
  readonly #signal: AbortSignal;
  readonly #log: (line: string) => void;

  /** The signal ends every sequence at its next wait; `log` hears why a server is not as asked. */
  constructor(network: ServerNetwork, signal: AbortSignal, log: (line: string) => void) {
    this.#network = network;
    this.#signal = signal;
    this.#log = log;
  }

  /** @throws CodedError `server-unknown`, `object-unknown`, `args-invalid` or `server-busy` */
  async perform(verb: PowerVerb, target: string, args: JsonObject): Promise<ActionResult> {
    switch (verb) {
      case 'turnOn':
        return this.#switchServer(target, 'on');
      case 'turnOff':
        return this.#switchServer(target, 'off');
      case 'setOutlet':
        return this.#setState(target, 'outlets', stateOf(args));
      case 'setControl':
        return this.#setState(target, 'controls', stateOf(args));
      case 'runTest':
        return this.#runTest(target);
      default:
        throw new CodedError('verb-unknown', `Nothing does ${verb} yet.`);
    }
  }

  async #switchServer(target: string, to: 'on' | 'off'): Promise<ActionResult> {
    const node = this.#network.requireServer(target);
    const options = { signal: this.#signal };
    const report: SwitchReport =
      to === 'on' ? await node.turnOn(options) : await node.turnOff(options);
    for (const failure of report.failures) this.#log(`${target}: ${failure}`);
    const { before, after } = report;
    return { requested: to === 'on' ? opStates.OK : opStates.OFF, observed: after, before, after };
  }

  async #setState(
    target: string,
    list: 'outlets' | 'controls',
    state: boolean,
  ): Promise<ActionResult> {
    const [node, name] = this.#split(target);
    const device: SwitchTemplate = objectOf(node, node[list], name);
    const before = device.state;
    await node.setState(device, state);
    return { requested: state, observed: device.state, before, after: device.state };
  }

  async #runTest(target: string): Promise<ActionResult> {
    const [node, name] = this.#split(target);
    const test = objectOf(node, node.tests, name);
    const before = test.opState;
    const passed = await node.runTest(test);
    return { requested: true, observed: passed, before, after: test.opState };
  }

  #split(target: string): readonly [ServerNode, string] {
    const { server, object } = splitTarget(target);
    return [this.#network.requireServer(server), object];
  }
}

/** `web1/psu1` as server and object; an object's name may have a slash, a server's cannot. */
function splitTarget(target: string): { readonly server: string; readonly object: string } {
  const slash = target.indexOf('/');
  if (slash < 0) return { server: target, object: '' };
  return { server: target.slice(0, slash), object: target.slice(slash + 1) };
}

function objectOf<Item extends { readonly name: string }>(
  node: ServerNode,
  items: readonly Item[],
  name: string,
): Item {
  const item = items.find((candidate) => candidate.name === name);
  if (item) return item;
  const known = items.map((candidate) => candidate.name).join(', ') || 'none';
  const message = `${node.name} has no "${name}" of this kind; there are: ${known}.`;
  throw new CodedError('object-unknown', message);
}

function stateOf({ state }: JsonObject): boolean {
  if (typeof state === 'boolean') return state;
  throw new CodedError('args-invalid', 'The state to switch to has to be true or false.');
}

const powerVerbs: readonly string[] = ['turnOn', 'turnOff', 'setOutlet', 'setControl', 'runTest'];

/** The preconditions of power actions, in the order they are asked. */
export function powerRules(network: ServerNetwork): readonly GateRule[] {
  return [busyRule(network), dependenciesRule(network)];
}

/** Refuses to touch a server that something else is being done to. */
function busyRule(network: ServerNetwork): GateRule {
  return {
    name: 'busy',
    check({ verb, target }: ActionRequest) {
      if (!powerVerbs.includes(verb)) return { allow: true };
      const node = network.getServer(splitTarget(target).server);
      if (node?.busyWith === undefined) return { allow: true };
      return { allow: false, reason: serverBusy(node).message };
    },
  };
}

/** Refuses to turn on a server before those it needs, and to turn off one that others still need. */
function dependenciesRule(network: ServerNetwork): GateRule {
  return {
    name: 'dependencies',
    check({ verb, target }: ActionRequest) {
      if (!network.getServer(target)) return { allow: true };
      if (verb === 'turnOn') {
        const missing = network.missingDependencies(target);
        const reason = `${target} needs ${listed(missing)}. Turn on what it needs first.`;
        return missing.length === 0 ? { allow: true } : { allow: false, reason };
      }
      const running = verb === 'turnOff' ? network.runningDependents(target) : [];
      const reason = `${target} is needed by ${listed(running)}. Turn off what needs it first.`;
      return running.length === 0 ? { allow: true } : { allow: false, reason };
    },
  };
}

/** More would not be read. */
const mostListed = 5;

function listed(nodes: readonly ServerNode[]): string {
  const texts = nodes.slice(0, mostListed).map(({ name, opState }) => `${name} (${opState})`);
  const rest = nodes.length - texts.length;
  return rest > 0 ? `${texts.join(', ')} and ${rest} more` : texts.join(', ');
}
