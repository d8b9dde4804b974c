import { RpcError } from './rpcError.ts';

/** One message on the wire. */
export type RpcMessage =
  | {
      readonly kind: 'request';
      readonly id: number;
      readonly method: string;
      readonly params: unknown;
      readonly cause: number | null;
    }
  | {
      readonly kind: 'note';
      readonly method: string;
      readonly params: unknown;
      readonly cause: number | null;
    }
  | { readonly kind: 'result'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly error: RpcError };

/** Text of a message; `cause` is left out when there is none. */
export function encodeMessage(message: RpcMessage): string {
  switch (message.kind) {
    case 'request':
    case 'note': {
      const { method, params, cause } = message;
      const id = message.kind === 'request' ? message.id : undefined;
      return JSON.stringify({ id, method, params, cause: cause ?? undefined });
    }
    case 'result':
      return JSON.stringify({ id: message.id, result: message.result });
    case 'error': {
      const { code, message: text, data } = message.error;
      return JSON.stringify({ id: message.id, error: { code, message: text, data } });
    }
  }
}

/**
 * Reads one message.
 * @throws RpcError `bad-message`
 */
export function decodeMessage(text: string): RpcMessage {
  const value = parseObject(text);
  const id = value['id'];
  if (id !== undefined && !Number.isSafeInteger(id)) throw bad('its id is no integer', text);
  const method = value['method'];
  if (typeof method === 'string') return decodeCall(method, id as number | undefined, value, text);
  if (id === undefined) throw bad('it has neither method nor id', text);
  if ('error' in value) {
    return { kind: 'error', id: id as number, error: decodeError(value['error'], text) };
  }
  return { kind: 'result', id: id as number, result: value['result'] };
}

function decodeCall(
  method: string,
  id: number | undefined,
  value: Readonly<Record<string, unknown>>,
  text: string,
): RpcMessage {
  const cause = value['cause'] ?? null;
  if (cause !== null && typeof cause !== 'number') throw bad('its cause is no number', text);
  const call = { method, params: value['params'], cause };
  return id === undefined ? { kind: 'note', ...call } : { kind: 'request', id, ...call };
}

function decodeError(value: unknown, text: string): RpcError {
  if (typeof value !== 'object' || value === null) throw bad('its error is no object', text);
  const { code, message, data } = value as Readonly<Record<string, unknown>>;
  return new RpcError(
    typeof code === 'string' ? code : 'failed',
    typeof message === 'string' ? message : 'The peer gave no reason.',
    data,
  );
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw bad('it is no JSON', text);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw bad('it is no JSON object', text);
  }
  return value as Readonly<Record<string, unknown>>;
}

function bad(why: string, text: string): RpcError {
  const excerpt = text.length > 100 ? `${text.slice(0, 100)}…` : text;
  return new RpcError('bad-message', `A message cannot be read, ${why}: ${excerpt}`);
}
