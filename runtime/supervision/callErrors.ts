import { decodePluginFailure, RpcError, type PluginFailure } from '../protocol/index.ts';

/** The failure that a host sent as the data of its error, if it is one. */
export function reportedFailure(thrown: unknown): PluginFailure | undefined {
  if (!(thrown instanceof RpcError) || thrown.data === undefined) return undefined;
  try {
    return decodePluginFailure(thrown.data);
  } catch {
    return undefined;
  }
}

/** A failed call of a plugin, told so that its author understands it. */
export function inAuthorsWords(
  thrown: unknown,
  what: string,
  className: string,
  limitMs: number,
): unknown {
  if (!(thrown instanceof RpcError)) return thrown;
  const { code, data } = thrown;
  switch (code) {
    case 'closed':
      return new RpcError(code, `${className} ended before it answered ${what}.`, data);
    case 'deadline':
      return new RpcError(code, `${className} did not answer ${what} within ${limitMs / 1000} s.`);
    default:
      return thrown;
  }
}

/** A load that took too long, told so that the author understands it; anything else as it is. */
export function tooSlow(thrown: unknown, className: string, limitMs: number): unknown {
  if (!(thrown instanceof RpcError) || thrown.code !== 'deadline') return thrown;
  return new RpcError(
    thrown.code,
    `import and constructor of ${className} did not end within ${limitMs / 1000} s. ` +
      'Let them do less, or raise "load_time" in section [limits] of etc/config.ini.',
  );
}
