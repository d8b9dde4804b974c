import { errorMessage } from '../base/codedError.ts';
import type { LeftBehind, Outcome, PluginFailure, Problem } from '../protocol/index.ts';
import type { StartedHost } from './pluginHosts.ts';
import type { PluginRecord } from './pluginRegistry.ts';

/** Why the version before goes on. */
export function notReloaded(plugin: string, failure: PluginFailure): Problem {
  const { code, message, source } = failure;
  return {
    code,
    severity: 'error',
    message: `${message.replace(/\.?$/, '.')} The version before goes on.`,
    plugin,
    ...(source && { source }),
  };
}

/** The new version has no process. */
export function noHost(plugin: string, thrown: unknown): Extract<StartedHost, { kind: 'failed' }> {
  const message = `The process for ${plugin} could not be started: ${errorMessage(thrown)}`;
  return { kind: 'failed', failure: { code: 'plugin-host-failed', message } };
}

/** The gate did not let a reload begin, or it could not be done. */
export function notStarted(plugin: string, outcome: Exclude<Outcome, { kind: 'done' }>): Problem {
  const why = outcome.kind === 'refused' ? outcome.reason : outcome.message;
  return {
    code: 'plugin-start-refused',
    severity: 'error',
    message: `${plugin} was not reloaded: ${why}`,
    plugin,
  };
}

/** The old version ended, and what it had open went with its process. */
export function leftBehind(
  { className: plugin, found }: PluginRecord,
  { what, source = found.source }: LeftBehind,
): Problem {
  return {
    code: 'reload-left-behind',
    severity: 'warning',
    message:
      `${plugin} left ${what} behind when it was stopped for the reload; it ended with the old process. ` +
      'Close it in stop(), or when run() ends.',
    plugin,
    source,
  };
}

/** Somebody else took the name while the plugin was loaded. */
export function nameTaken(plugin: string, command: string): Problem {
  return {
    code: 'command-taken',
    severity: 'warning',
    message: `The command "${command}" of ${plugin} was taken by somebody else while it was reloaded. Choose another name.`,
    plugin,
  };
}
