/** A command that mends a failure, by the words of its button. */
export interface Mend {
  readonly title: string;
  readonly command: string;
  readonly args?: readonly unknown[];
}

const openFolder: Mend = { title: 'Open Folder', command: 'workbench.action.files.openFolder' };
const manageTrust: Mend = { title: 'Manage Workspace Trust', command: 'workbench.trust.manage' };
const layOut: Mend = { title: 'Lay Out an Ockle Project', command: 'ockle.layOutProject' };
const newPlugin: Mend = { title: 'New Ockle Plugin', command: 'ockle.newPlugin' };
const doctor: Mend = { title: 'Run Doctor', command: 'ockle.doctor' };
const reload: Mend = { title: 'Reload Window', command: 'workbench.action.reloadWindow' };

/** Opens the setting of that id. */
export function openSetting(id: string): Mend {
  return { title: 'Open Setting', command: 'workbench.action.openSettings', args: [id] };
}

const mends: ReadonlyMap<string, readonly Mend[]> = new Map([
  ['activation-failed', [reload]],
  ['daemon-ended', [doctor]],
  ['daemon-start-failed', [doctor]],
  ['daemon-version-differs', [reload]],
  ['debugger-attach-failed', [doctor]],
  ['debugpy-missing', [openSetting('ockle.python.path'), doctor]],
  ['doctor-failed', [reload]],
  ['no-folder-open', [openFolder]],
  ['no-plugin-file', [newPlugin]],
  ['no-project', [layOut]],
  ['plugin-host-failed', [doctor]],
  ['python-missing', [openSetting('ockle.python.path'), doctor]],
  ['workspace-not-trusted', [manageTrust]],
]);

/** What helps against a failure of this code; empty where only its message can tell. */
export function mendsOf(code: string): readonly Mend[] {
  return mends.get(code) ?? [];
}
