import { nearestName } from '../../runtime/template/index.ts';

/** Stable codes of what the extension reports to the user. */
export type FailureCode =
  | 'activation-failed'
  | 'workspace-not-trusted'
  | 'daemon-start-failed'
  | 'daemon-version-differs'
  | 'daemon-ended'
  | 'no-plugin-file'
  | 'no-project'
  | 'plugin-unknown'
  | 'plugin-runs-already'
  | 'plugin-runs-not'
  | 'no-plugin-runs'
  | 'faults-not-read'
  | 'launch-not-understood'
  | 'plugin-not-controlled'
  | 'debugger-attach-failed'
  | 'nothing-runs'
  | 'switch-refused'
  | 'switch-failed'
  | 'action-refused'
  | 'action-failed'
  | 'faults-refused'
  | 'time-not-moved'
  | 'nothing-to-start'
  | 'no-such-plugin'
  | 'no-variables'
  | 'config-not-changed'
  | 'nobody-takes-commands'
  | 'command-failed'
  | 'no-folder-open'
  | 'scaffold-refused'
  | 'scaffold-not-applied'
  | 'doctor-failed';

/** A failure meant for the user: what happened, where, and how to mend it. */
export class Failure extends Error {
  readonly code: FailureCode;

  constructor(code: FailureCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'Failure';
    this.code = code;
  }
}

/** One function per failure, so that each is worded once. */
export const failures = {
  activationFailed: (cause: unknown) =>
    new Failure('activation-failed', `Ockle could not start: ${messageOf(cause)}`, { cause }),
  workspaceNotTrusted: () =>
    new Failure(
      'workspace-not-trusted',
      'Ockle runs plugins only in a trusted workspace. Trust it with "Workspaces: Manage Workspace Trust", then press F5 again.',
    ),
  daemonStartFailed: (project: string, cause: unknown) =>
    new Failure(
      'daemon-start-failed',
      `The Ockle daemon of ${project} did not start: ${messageOf(cause)}. The log has the details.`,
      { cause },
    ),
  daemonVersionDiffers: (ours: number, theirs: number) =>
    new Failure(
      'daemon-version-differs',
      `The Ockle daemon speaks protocol ${theirs}, this extension ${ours}. Install the extension again so that both come from one package.`,
    ),
  daemonEnded: (how: string) =>
    new Failure(
      'daemon-ended',
      `The Ockle daemon ended unexpectedly (${how}). Press F5 to start it again; the log has the details.`,
    ),
  noPluginFile: (file: string | undefined) =>
    new Failure(
      'no-plugin-file',
      file === undefined
        ? 'There is no plugin to run. Open a plugin of src/plugins, or name it in "plugins" of launch.json.'
        : `${file} holds no plugin: no class in it extends ModuleTemplate. Open a plugin of src/plugins, or name it in "plugins" of launch.json.`,
    ),
  noProject: (file: string) =>
    new Failure(
      'no-project',
      `${file} is in no Ockle project: no folder above it has etc/config.ini or src/config/plugins. Run "Lay Out an Ockle Project" first.`,
    ),
  pluginUnknown: (plugin: string, project: string, known: readonly string[]) =>
    new Failure(
      'plugin-unknown',
      `${project} has no plugin "${plugin}". ${meant(plugin, known)}Check "plugins" in launch.json against src/plugins.`,
    ),
  pluginRunsAlready: (plugin: string) =>
    new Failure(
      'plugin-runs-already',
      `${plugin} runs already. Stop it with Shift+F5, then press F5 again.`,
    ),
  pluginRunsNot: (plugin: string) =>
    new Failure(
      'plugin-runs-not',
      `${plugin} does not run, so no debugger can be attached to it. Press F5 in its file to start it.`,
    ),
  noPluginRuns: (project: string) =>
    new Failure(
      'no-plugin-runs',
      `No plugin of ${project} runs, so there is nothing to attach to. Press F5 in a plugin to start one.`,
    ),
  launchNotUnderstood: (name: string, problem: string) =>
    new Failure(
      'launch-not-understood',
      `The configuration "${name}" cannot be used: ${problem} Correct it in launch.json.`,
    ),
  faultsNotRead: (file: string, cause: unknown) =>
    new Failure(
      'faults-not-read',
      `The faults of ${file} were not added: ${messageOf(cause)}. Correct the file, or take "faults" out of launch.json.`,
      { cause },
    ),
  pluginNotControlled: (plugin: string, cause: unknown) =>
    new Failure(
      'plugin-not-controlled',
      `The daemon did not do what was asked of ${plugin}: ${messageOf(cause)}`,
      { cause },
    ),
  debuggerAttachFailed: (plugin: string) =>
    new Failure(
      'debugger-attach-failed',
      `The debugger could not attach to ${plugin}. Stop and press F5 again; the log has the details.`,
    ),
  nothingRuns: () =>
    new Failure(
      'nothing-runs',
      'No Ockle project is running, so no server can be switched. Press F5 in a plugin first.',
    ),
  switchRefused: (target: string, done: string, reason: string) =>
    new Failure('switch-refused', `${target} was not ${done}: ${reason}`),
  switchFailed: (target: string, done: string, cause: unknown) =>
    new Failure('switch-failed', `${target} could not be ${done}: ${messageOf(cause)}`, { cause }),
  actionRefused: (target: string, done: string, reason: string) =>
    new Failure('action-refused', `${target} was not ${done}: ${reason}`),
  actionFailed: (target: string, done: string, cause: unknown) =>
    new Failure('action-failed', `${target} could not be ${done}: ${messageOf(cause)}`, { cause }),
  faultRulesNotRead: (file: string, cause: unknown) =>
    new Failure(
      'faults-not-read',
      `The faults of ${file} were not added: ${messageOf(cause)}. Correct the file, then load it again.`,
      { cause },
    ),
  faultsRefused: (cause: unknown) =>
    new Failure('faults-refused', `The faults of the rack stay as they are: ${messageOf(cause)}`, {
      cause,
    }),
  timeNotMoved: (cause: unknown) =>
    new Failure('time-not-moved', `The time of the rack was not changed: ${messageOf(cause)}`, {
      cause,
    }),
  nothingToStart: (isSomeEnabled: boolean) =>
    new Failure(
      'nothing-to-start',
      isSomeEnabled
        ? 'All enabled plugins run already.'
        : 'No plugin is enabled. Enable one in the Ockle Plugins view, or add its class to "pluginList" of etc/config.ini.',
    ),
  noSuchPlugin: (wanted: string) =>
    new Failure(
      'no-such-plugin',
      `${wanted}: there is none now. The Ockle Plugins view in Run and Debug shows how each plugin stands.`,
    ),
  noVariables: (plugin: string) =>
    new Failure(
      'no-variables',
      `${plugin} has no config values: its template declares none. Add a line such as WAIT_TIME=["int",5] to src/config/plugins/${plugin}.ini.`,
    ),
  configNotChanged: (name: string, reason: string) =>
    new Failure('config-not-changed', `"${name}" in etc/config.ini was not changed: ${reason}`),
  nobodyTakesCommands: () =>
    new Failure(
      'nobody-takes-commands',
      'No Ockle project is running, so nobody takes commands. Press F5 in a plugin first.',
    ),
  commandFailed: (command: string, reason: string) =>
    new Failure('command-failed', `The command ${command} failed: ${reason}`),
  noFolderOpen: () =>
    new Failure(
      'no-folder-open',
      'There is no folder to write into. Open one with "File: Open Folder…", then try again.',
    ),
  scaffoldRefused: (reason: string) =>
    new Failure('scaffold-refused', `The plugin was not written: ${reason}`),
  scaffoldNotApplied: (project: string) =>
    new Failure(
      'scaffold-not-applied',
      `Nothing was written into ${project}: a file is there already or cannot be written. Check the folder, then try again.`,
    ),
  doctorFailed: (cause: unknown) =>
    new Failure(
      'doctor-failed',
      `Ockle could not look at the setup: ${messageOf(cause)}. Reload the window, then run "Ockle: Doctor" again.`,
      { cause },
    ),
};

/** What the log says of whatever was thrown: its code where it has one, else where it came from. */
export function logTextOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return code === undefined ? (error.stack ?? error.message) : `${code}: ${error.message}`;
}

/** The name that was probably meant, or all that there are. */
function meant(name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known);
  if (nearest !== undefined) return `Did you mean "${nearest}"? `;
  return known.length === 0 ? '' : `There are ${known.join(', ')}. `;
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
