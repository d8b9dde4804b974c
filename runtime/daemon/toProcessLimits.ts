import type { Limits } from '../config/limits.ts';
import type { ProcessLimits } from '../supervision/processLimits.ts';

/** The limits of a project as they hold for the process of a plugin. */
export function toProcessLimits(limits: Limits): ProcessLimits {
  return {
    ready: limits.readyTime,
    load: limits.loadTime,
    call: limits.callTime,
    stop: limits.stopTime,
    terminate: limits.terminateTime,
    hang: limits.hangTime,
    killHung: limits.killHung,
    memory: limits.memory,
    messageBytes: limits.messageSize,
    messageDepth: limits.messageDepth,
    pendingCalls: limits.pendingCalls,
    linesPerSecond: limits.linesPerSecond,
    lineLength: limits.lineLength,
  };
}
