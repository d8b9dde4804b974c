import type { JsonObject } from '../../protocol/index.ts';
import type { AnswerChannel } from './answerChannel.ts';

/** Sends a command in the plugin's name. */
export type SendCommand = (command: string, data: JsonObject) => Promise<JsonObject>;

/** Milliseconds that a debug console waits for a reply, as long as a person takes for "at once". */
const patienceMs = 2000;

/** What people type in the Debug Console: `ockle.command('setServer', { server: 'web1', state: 'on' })`. */
export interface DebugCommand {
  /** The reply; a promise of it, which is also printed, when it does not come at once. */
  command(name: string, data?: JsonObject): JsonObject | Promise<JsonObject>;
}

/** Puts `ockle` where code that is evaluated while the plugin stands at a breakpoint finds it. */
export function offerDebugCommand(
  send: SendCommand,
  channel: AnswerChannel,
  print: Pick<Console, 'log' | 'error'> = console,
): void {
  const command: DebugCommand['command'] = (name, data = {}) => {
    const { asked, answer } = channel.waitFor(() => send(name, data), patienceMs);
    if (answer === undefined) return printed(name, asked, print);
    asked.catch(() => undefined);
    const { result, error } = answer as Answer;
    if (error) throw Object.assign(new Error(error.message), { code: error.code });
    return result ?? {};
  };
  const value: DebugCommand = { command };
  Object.defineProperty(globalThis, 'ockle', { value, configurable: true, writable: true });
}

interface Answer {
  readonly result?: JsonObject;
  readonly error?: { readonly code: string; readonly message: string };
}

/** The reply comes once the plugin goes on. */
function printed(
  name: string,
  reply: Promise<JsonObject>,
  print: Pick<Console, 'log' | 'error'>,
): Promise<JsonObject> {
  print.log(
    `${name} is sent. Its reply is shown when it comes, which may need the plugin to go on.`,
  );
  reply.then(
    (data) => print.log(`${name} replied`, data),
    (error: unknown) =>
      print.error(`${name} failed:`, error instanceof Error ? error.message : error),
  );
  return reply;
}
