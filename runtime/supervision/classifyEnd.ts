import type { ProcessEnd } from '../platform/spawnProcess.ts';
import type { PluginFailure } from '../protocol/index.ts';

/** Why a plugin's process ended although nobody asked it to. */
export function classifyEnd(
  className: string,
  end: ProcessEnd,
  hasRunOutOfHeap: boolean,
): PluginFailure {
  switch (end.kind) {
    case 'notStarted':
      return {
        code: 'plugin-host-failed',
        message: `The process for ${className} could not be started: ${end.reason}`,
      };
    case 'exited':
      return {
        code: 'plugin-exited',
        message:
          `${className} ended its own process with exit code ${end.code}. ` +
          'Return from run() instead of exiting, and look at the last lines it wrote.',
      };
    case 'killed':
      return hasRunOutOfHeap ? outOfHeap(className) : killed(className, end.signal);
  }
}

/** Why a plugin was killed for its memory. */
export function tooMuchMemory(className: string, most: number, used: number): PluginFailure {
  return {
    code: 'plugin-memory',
    message:
      `${className} used more than ${mebibytes(most)} MB of memory (${mebibytes(used)} MB), so it was killed. ` +
      'Let it keep less, or raise "memory" in section [limits] of etc/config.ini.',
  };
}

/** Why a plugin was killed that did not answer any more. */
export function hungTooLong(className: string, ms: number): PluginFailure {
  return {
    code: 'plugin-hung',
    message:
      `${className} was unresponsive for ${ms / 1000} s, so it was killed, as "kill_hung" in section [limits] of ` +
      'etc/config.ini says. Let long work pause now and then.',
  };
}

function outOfHeap(className: string): PluginFailure {
  return {
    code: 'plugin-memory',
    message: `${className} ran out of memory: it asked Node.js for more than there can be. Let it keep less.`,
  };
}

function killed(className: string, signal: string): PluginFailure {
  return {
    code: 'plugin-killed',
    message: `${className} was ended by ${signal}. ${signalHints[signal] ?? ''}`.trim(),
  };
}

const signalHints: Readonly<Record<string, string>> = {
  SIGKILL:
    'If nobody killed it, it closed the connection of its host, or the system ran out of memory.',
  SIGABRT: 'Its runtime gave up; the last lines it wrote may say why.',
  SIGSEGV: 'A native library it uses crashed.',
  SIGBUS: 'A native library it uses crashed.',
};

function mebibytes(bytes: number): number {
  return Math.ceil(bytes / (1024 * 1024));
}
