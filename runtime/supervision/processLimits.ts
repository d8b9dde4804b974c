/** How long a plugin's process may take, in milliseconds of real time. */
export interface ProcessLimits {
  /** From the start of the process to its first message. */
  readonly ready: number;
  /** Import and constructor. */
  readonly load: number;
  /** One command handler. */
  readonly call: number;
  /** From the request to stop to SIGTERM. */
  readonly stop: number;
  /** From SIGTERM to SIGKILL. */
  readonly terminate: number;
  /** From the end of the process until what it wrote counts as read, should others hold its pipes. */
  readonly sweep: number;
}

/** The limits of the product; tests shorten them. */
export const defaultLimits: ProcessLimits = {
  ready: 30_000,
  load: 30_000,
  call: 60_000,
  stop: 2_000,
  terminate: 1_000,
  sweep: 200,
};
