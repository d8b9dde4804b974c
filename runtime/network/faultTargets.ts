import { CodedError } from '../base/codedError.ts';
import type { SwitchTemplate } from '../devices/switchTemplate.ts';
import type { TesterTemplate } from '../devices/testerTemplate.ts';
import type { FaultRule, FaultyList } from '../protocol/index.ts';
import { checkFault, faultFacts } from '../protocol/index.ts';
import type { ServerNetwork } from './serverNetwork.ts';
import type { ServerNode } from './serverNode.ts';

/** What a fault can be of. */
export type FaultyDevice = SwitchTemplate | TesterTemplate;

interface Found {
  readonly list: FaultyList;
  readonly device: FaultyDevice;
}

const lists: readonly FaultyList[] = ['outlets', 'controls', 'tests'];

/**
 * The devices that a fault is of.
 * @throws CodedError `fault-target-unknown`, `fault-kind-unfit`, `fault-not-simulated` or `fault-out-of-range`
 */
export function faultTargets(network: ServerNetwork, rule: FaultRule): readonly FaultyDevice[] {
  const error = checkFault(rule);
  if (error) throw new CodedError('fault-out-of-range', error.message);
  const { target, kind } = rule;
  const found = devicesOf(network, target);
  const simulated = found.filter(({ device }) => device.isSimulated);
  if (simulated.length === 0) throw notSimulated(target, found);
  const { fits } = faultFacts[kind];
  const fitting = simulated.filter(({ list }) => fits.includes(list));
  if (fitting.length > 0) return fitting.map(({ device }) => device);
  const what = fits.join(' and ');
  const message = `"${target}" cannot have the fault "${kind}", which only ${what} can have. Choose another kind or target.`;
  throw new CodedError('fault-kind-unfit', message);
}

/** @throws CodedError `fault-target-unknown` */
function devicesOf(network: ServerNetwork, target: string): readonly Found[] {
  const slash = target.indexOf('/');
  const found =
    slash < 0
      ? network.getSortedNodeList().flatMap((node) => madeBy(node, target))
      : objectsOf(network.getServer(target.slice(0, slash)), target.slice(slash + 1));
  if (found.length > 0) return found;
  const isServer = network.getServer(target) !== undefined;
  const mend = isServer
    ? `That is a server: name one of its objects as ${target}/object.`
    : 'Write server/object, or the name of a PDU, controller or tester that a server uses.';
  throw new CodedError('fault-target-unknown', `There is no "${target}" in the rack. ${mend}`);
}

function objectsOf(node: ServerNode | undefined, name: string): readonly Found[] {
  return node ? devices(node).filter(({ device }) => device.name === name) : [];
}

function madeBy(node: ServerNode, generator: string): readonly Found[] {
  return devices(node).filter(({ device }) => device.generator === generator);
}

function devices(node: ServerNode): readonly Found[] {
  return lists.flatMap((list) => node[list].map((device: FaultyDevice) => ({ list, device })));
}

function notSimulated(target: string, found: readonly Found[]): CodedError {
  const types = [...new Set(found.map(({ device }) => device.type || 'unknown'))].join(', ');
  const message = `"${target}" is of the type ${types}, which is not simulated, and nothing is pretended about real devices. Choose one of type Dummy.`;
  return new CodedError('fault-not-simulated', message);
}
