/** A failed call; thrown by a handler it reaches the caller with the same code, message and data. */
export class RpcError extends Error {
  override readonly name = 'RpcError';
  /**
   * `aborted`, `bad-message`, `bad-params`, `bad-result`, `closed`, `deadline`, `failed`,
   * `message-too-long`, `too-many-calls`, `unknown-method`, or a code of the handler's own.
   */
  readonly code: string;
  readonly data: unknown;

  constructor(code: string, message: string, data?: unknown, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.data = data;
  }
}

/** Any thrown value as the error that travels. */
export function toRpcError(thrown: unknown): RpcError {
  if (thrown instanceof RpcError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new RpcError('failed', message, undefined, { cause: thrown });
}
