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
  | 'debugger-attach-failed'
  | 'nothing-runs'
  | 'switch-refused'
  | 'switch-failed'
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
  pluginUnknown: (plugin: string, project: string) =>
    new Failure(
      'plugin-unknown',
      `${project} has no plugin "${plugin}". Check "plugins" in launch.json against src/plugins.`,
    ),
  pluginRunsAlready: (plugin: string) =>
    new Failure(
      'plugin-runs-already',
      `${plugin} runs already. Stop it with Shift+F5, then press F5 again.`,
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
  switchRefused: (server: string, to: 'on' | 'off', reason: string) =>
    new Failure('switch-refused', `${server} was not turned ${to}: ${reason}`),
  switchFailed: (server: string, to: 'on' | 'off', cause: unknown) =>
    new Failure('switch-failed', `${server} could not be turned ${to}: ${messageOf(cause)}`, {
      cause,
    }),
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

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
