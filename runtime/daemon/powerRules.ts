import type { GateRule } from '../base/gate.ts';
import type { ActionRequest } from '../base/journal.ts';
import type { ServerNetwork } from '../network/serverNetwork.ts';
import type { ServerNode } from '../network/serverNode.ts';
import { serverBusy } from '../network/serverTurns.ts';
import { powerVerbs } from '../protocol/index.ts';
import { splitTarget } from './powerTarget.ts';
import { staleRule } from './staleRule.ts';

/** The preconditions of power actions, in the order they are asked; `staleMs` as in `staleRule`. */
export function powerRules(network: ServerNetwork, staleMs = 0): readonly GateRule[] {
  return [staleRule(network, staleMs), busyRule(network), dependenciesRule(network)];
}

/** Refuses to touch a server that something else is being done to; a mere read is waited for. */
function busyRule(network: ServerNetwork): GateRule {
  const verbs: readonly string[] = powerVerbs;
  const serverOf = ({ verb, target }: ActionRequest): ServerNode | undefined =>
    verbs.includes(verb) ? network.getServer(splitTarget(target).server) : undefined;
  return {
    name: 'busy',
    until: (request) => serverOf(request)?.readUnderWay,
    check(request) {
      const node = serverOf(request);
      if (node?.busyWith === undefined) return { allow: true };
      return { allow: false, reason: serverBusy(node).message };
    },
  };
}

/** Refuses to turn on a server before those it needs, and to turn off one that others still need. */
function dependenciesRule(network: ServerNetwork): GateRule {
  return {
    name: 'dependencies',
    check({ verb, target, args }: ActionRequest) {
      if (!network.getServer(target) || args['ignoreDeps'] === true) return { allow: true };
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
