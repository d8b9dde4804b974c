import { hostProtocolVersion, type PluginFailure } from '../protocol/index.ts';

const code = 'plugin-host-failed';

/** The process said nothing for `ms` milliseconds. */
export function notReadyInTime(className: string, ms: number): PluginFailure {
  return { code, message: `The process for ${className} was not ready within ${ms / 1000} s.` };
}

/** The process ended before it said anything, for a reason of its own. */
export function endedTooEarly(className: string, why: PluginFailure): PluginFailure {
  if (why.code === code) return why;
  return {
    code,
    message: `The process for ${className} ended before it was ready: ${why.message}`,
  };
}

/** The process lives, but it closed its channel. */
export function lostConnection(className: string, why: string): PluginFailure {
  return { code, message: `The process for ${className} lost its connection: ${why}` };
}

/** The process is of another release. */
export function otherVersion(protocol: number): PluginFailure {
  return {
    code,
    message: `The plugin host speaks version ${protocol}, the daemon version ${hostProtocolVersion}. Build or install both again.`,
  };
}
