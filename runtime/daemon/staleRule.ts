import type { GateRule } from '../base/gate.ts';
import type { ActionRequest } from '../base/journal.ts';
import type { ServerNetwork } from '../network/serverNetwork.ts';
import type { ServerNode } from '../network/serverNode.ts';

/**
 * Trusts no state that was read `staleMs` ago or earlier: the servers on which it depends whether
 * another one may be switched are read anew before; 0 for never. Reading switches nothing.
 */
export function staleRule(network: ServerNetwork, staleMs: number): GateRule {
  /** Requests whose servers have been read: a device that is slow is not asked again and again. */
  const known = new WeakSet<ActionRequest>();
  return {
    name: 'stale',
    until(request) {
      if (staleMs === 0 || known.has(request)) return undefined;
      const stale = decisive(network, request).filter(
        ({ age, busyWith }) => age >= staleMs && busyWith === undefined,
      );
      if (stale.length === 0) return undefined;
      known.add(request);
      // What cannot be read is Unknown then, which is what the rules have to see.
      return Promise.allSettled(stale.map((node) => node.updateOpState({ runTests: false })));
    },
    check: () => ({ allow: true }),
  };
}

/** The servers whose states decide. */
function decisive(
  network: ServerNetwork,
  { verb, target, args }: ActionRequest,
): readonly ServerNode[] {
  if (!network.getServer(target) || args['ignoreDeps'] === true) return [];
  if (verb === 'turnOn') return network.allDependencies(target);
  return verb === 'turnOff' ? network.allDependents(target) : [];
}
