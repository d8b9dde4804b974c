import type { JsonObject, PowerVerb } from '../../../runtime/protocol/index.ts';

/** The action that turns a server on or off. */
export function turn(
  target: string,
  to: 'on' | 'off',
): { readonly verb: PowerVerb; readonly target: string; readonly args: JsonObject } {
  return { verb: to === 'on' ? 'turnOn' : 'turnOff', target, args: {} };
}
