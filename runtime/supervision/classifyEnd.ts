import type { ProcessEnd } from '../platform/spawnProcess.ts';
import type { PluginFailure } from '../protocol/index.ts';

/** Why a plugin's process ended although nobody asked it to. */
export function classifyEnd(className: string, end: ProcessEnd): PluginFailure {
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
      return {
        code: 'plugin-killed',
        message: `${className} was ended by ${end.signal}. ${signalHints[end.signal] ?? ''}`.trim(),
      };
  }
}

const signalHints: Readonly<Record<string, string>> = {
  SIGKILL: 'If nobody killed it, the system may have run out of memory.',
  SIGABRT: 'Its runtime gave up; running out of memory is the usual reason.',
  SIGSEGV: 'A native library it uses crashed.',
  SIGBUS: 'A native library it uses crashed.',
};
