import { RpcError, toRpcError } from './rpcError.ts';
import type { CallContext, Decoder } from './rpcTypes.ts';

/** Serves one request or note, whatever its content. */
export type Handler = (params: unknown, context: CallContext) => unknown;

/** Handlers by name, which get what their decoders made of the content. */
export function decoding(
  handlers: object,
  decoders: object | undefined,
): ReadonlyMap<string, Handler> {
  const byName = toMap<Handler>(handlers);
  if (!decoders) return byName;
  const decoderByName = toMap<Decoder<unknown>>(decoders);
  return new Map(
    [...byName].map(([method, handler]) => {
      const decode = decoderByName.get(method);
      if (!decode) return [method, handler];
      const what = `The content of ${method}`;
      return [
        method,
        (params, context) => handler(decoded(decode, params, 'bad-params', what), context),
      ];
    }),
  );
}

/** @throws RpcError `code` that says what is wrong */
export function decoded(
  decode: Decoder<unknown>,
  value: unknown,
  code: string,
  what: string,
): unknown {
  try {
    return decode(value);
  } catch (thrown) {
    throw new RpcError(code, `${what} is not valid: ${toRpcError(thrown).message}`);
  }
}

/** By own name only. */
export function toMap<Value>(table: object): ReadonlyMap<string, Value> {
  return new Map(Object.entries(table as Readonly<Record<string, Value>>));
}
