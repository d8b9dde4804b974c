/** What the process of a plugin may take; times in milliseconds of real time. */
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
  /** Without an answer until it counts as unresponsive. */
  readonly hang: number;
  /** From there until it is killed; 0 for never. */
  readonly killHung: number;
  /** Bytes of the process and all it started. */
  readonly memory: number;
  /** Bytes of one message. */
  readonly messageBytes: number;
  /** Lists and objects inside each other in one message. */
  readonly messageDepth: number;
  /** Calls of the plugin that wait for the daemon's answer at the same time. */
  readonly pendingCalls: number;
  /** Lines that are shown; as many may wait. */
  readonly linesPerSecond: number;
  /** Characters of one line that are shown. */
  readonly lineLength: number;
}
