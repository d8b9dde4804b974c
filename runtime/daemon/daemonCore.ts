import type { Clock } from '../base/clock.ts';
import type { GateRule } from '../base/gate.ts';
import { Gate } from '../base/gate.ts';
import { generationRule } from '../base/generationRule.ts';
import { Journal } from '../base/journal.ts';
import { CommunicationHandler } from '../communication/communicationHandler.ts';
import type { Limits } from '../config/limits.ts';
import { NetworkFeed } from '../network/networkFeed.ts';
import type { ServerNetwork } from '../network/serverNetwork.ts';
import { CommandCalls, commandDepthRule } from './commandCalls.ts';
import { DaemonEvents } from './daemonEvents.ts';
import { PluginRegistry } from './pluginRegistry.ts';
import { PowerActions } from './powerActions.ts';
import { powerRules } from './powerRules.ts';
import { reloadRule } from './reloadRule.ts';

/** What the parts of a daemon share: its servers, its commands, and the gate before them. */
export interface DaemonCore {
  readonly clock: Clock;
  readonly network: ServerNetwork;
  readonly events: DaemonEvents;
  readonly feed: NetworkFeed;
  readonly registry: PluginRegistry;
  readonly journal: Journal;
  readonly gate: Gate;
  readonly power: PowerActions;
  readonly commands: CommunicationHandler;
  readonly calls: CommandCalls;
  /** Aborted when the end has begun. */
  readonly ending: AbortController;
}

/** What outlasts a restart. */
export interface DaemonHistory {
  readonly journal: Journal;
  /** The newest generation of each plugin. */
  readonly generations: ReadonlyMap<string, number>;
}

/** Puts the parts together; what is known of an earlier daemon goes on. */
export function createCore(
  network: ServerNetwork,
  clock: Clock,
  limits: Pick<Limits, 'commands' | 'staleTime'>,
  history?: DaemonHistory,
): DaemonCore {
  const ending = new AbortController();
  const { signal } = ending;
  const events = new DaemonEvents();
  const journal = history?.journal ?? new Journal(clock);
  const registry = new PluginRegistry(events, history?.generations);
  const gate = new Gate(journal, clock, [
    shutdownRule(signal),
    reloadRule(registry, (problem) => events.problem.fire(problem)),
    generationRule((plugin, asking) => registry.get(plugin)?.generationOf(asking)),
    commandDepthRule(journal),
    ...powerRules(network, limits.staleTime),
  ]);
  const log = (text: string): void =>
    events.debugLine.fire({ t: clock.now(), text, stream: 'debug' });
  const commands = new CommunicationHandler(limits.commands);
  return {
    clock,
    network,
    events,
    feed: new NetworkFeed(network),
    registry,
    journal,
    gate,
    power: new PowerActions({ network, clock, signal, log }),
    commands,
    calls: new CommandCalls(gate, commands),
    ending,
  };
}

/** Refuses what would begin after the end has begun. */
function shutdownRule(signal: AbortSignal): GateRule {
  return {
    name: 'shutdown',
    check({ verb }) {
      if (!signal.aborted || verb === 'stopPlugin') return { allow: true };
      return { allow: false, reason: 'The daemon is shutting down.' };
    },
  };
}
