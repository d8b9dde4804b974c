/** A call that brought no reply; callers tell the reasons apart by the code. */
export class ClientError extends Error {
  override readonly name = 'ClientError';
  /** `command-failed`, `command-unknown`, `daemon-closed`, `daemon-silent`, `daemon-unreachable` or `reply-unreadable`. */
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
