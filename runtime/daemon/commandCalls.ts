import { CodedError } from '../base/codedError.ts';
import type { Gate, GateRule } from '../base/gate.ts';
import type { Journal } from '../base/journal.ts';
import type { CommunicationHandler } from '../communication/communicationHandler.ts';
import type { Actor, JsonObject, Outcome } from '../protocol/index.ts';
import { withoutSecrets } from './hideSecrets.ts';

/** Commands that may wait for each other in one chain. */
const deepest = 16;

/** Calls commands through the gate. */
export class CommandCalls {
  readonly #gate: Gate;
  readonly #commands: CommunicationHandler;

  constructor(gate: Gate, commands: CommunicationHandler) {
    this.#gate = gate;
    this.#commands = commands;
  }

  /** @throws CodedError the gate's refusal, or what the handler threw */
  async call(
    actor: Actor,
    cause: number | null,
    command: string,
    data: JsonObject | null,
  ): Promise<JsonObject> {
    let reply: JsonObject = {};
    const request = {
      actor,
      cause,
      verb: 'command',
      target: command,
      args: withoutSecrets(data ?? {}),
    } as const;
    const outcome = await this.#gate.submit(request, async ({ seq }) => {
      reply = await this.#commands.handle(command, data, seq);
      return { requested: null, observed: reply, before: null, after: null };
    });
    throwUnlessDone(outcome);
    return reply;
  }
}

/** @throws CodedError for a refused or failed action, with its rule or code */
export function throwUnlessDone(outcome: Outcome): void {
  if (outcome.kind === 'refused') throw new CodedError(outcome.rule, outcome.reason);
  if (outcome.kind === 'failed') throw new CodedError(outcome.code, outcome.message);
}

/** Refuses a command that commands call in a circle, and names the circle. */
export function commandDepthRule(journal: Journal): GateRule {
  return {
    name: 'commandDepth',
    check({ verb, target, cause }) {
      if (verb !== 'command') return { allow: true };
      const chain = journal.chain(cause);
      if (chain.length < deepest) return { allow: true };
      const calls = chain.filter((entry) => entry.verb === 'command');
      if (calls.length < deepest) return { allow: true };
      const names = [...calls.map((entry) => entry.target).reverse(), target];
      const reason = `Commands call each other in a circle, ${deepest} deep: ${names.join(' → ')}. Let one of them answer without calling the next.`;
      return { allow: false, reason };
    },
  };
}
