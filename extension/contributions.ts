import type * as vscode from 'vscode';

/** Every id the extension and its package.json share; the manifest test compares the two. */
export const contributions = {
  commands: {
    newPlugin: 'ockle.newPlugin',
    layOutProject: 'ockle.layOutProject',
    addTsconfig: 'ockle.addTsconfig',
    turnOn: 'ockle.turnOn',
    turnOff: 'ockle.turnOff',
    forceOn: 'ockle.forceOn',
    forceOff: 'ockle.forceOff',
    runTest: 'ockle.runTest',
    resetAttempts: 'ockle.resetAttempts',
    readDevices: 'ockle.readDevices',
    explainState: 'ockle.explainState',
    revealIni: 'ockle.revealIni',
    copyName: 'ockle.copyName',
    pinServer: 'ockle.pinServer',
    unpinServer: 'ockle.unpinServer',
    refreshServers: 'ockle.refreshServers',
    filterServers: 'ockle.filterServers',
    clearServerFilter: 'ockle.clearServerFilter',
    injectFault: 'ockle.injectFault',
    injectFaultInRack: 'ockle.injectFaultInRack',
    runFaultPreset: 'ockle.runFaultPreset',
    loadFaultRules: 'ockle.loadFaultRules',
    clearFault: 'ockle.clearFault',
    clearFaults: 'ockle.clearFaults',
    showFaults: 'ockle.showFaults',
    pauseTime: 'ockle.pauseTime',
    resumeTime: 'ockle.resumeTime',
    stepTime: 'ockle.stepTime',
    stepTimeBy: 'ockle.stepTimeBy',
    setTimeRate: 'ockle.setTimeRate',
    showTimeControls: 'ockle.showTimeControls',
    restartWithHeldTime: 'ockle.restartWithHeldTime',
    debugPlugin: 'ockle.debugPlugin',
    runPlugin: 'ockle.runPlugin',
    reloadPlugin: 'ockle.reloadPlugin',
    doctor: 'ockle.doctor',
    startPlugin: 'ockle.startPlugin',
    attachPlugin: 'ockle.attachPlugin',
    stopPlugin: 'ockle.stopPlugin',
    restartPlugin: 'ockle.restartPlugin',
    enablePlugin: 'ockle.enablePlugin',
    disablePlugin: 'ockle.disablePlugin',
    openPluginCode: 'ockle.openPluginCode',
    openPluginTemplate: 'ockle.openPluginTemplate',
    startEnabledPlugins: 'ockle.startEnabledPlugins',
    stopAllPlugins: 'ockle.stopAllPlugins',
    setVariable: 'ockle.setVariable',
    resetVariable: 'ockle.resetVariable',
    sendCommand: 'ockle.sendCommand',
    runCommand: 'ockle.runCommand',
    openConsole: 'ockle.openConsole',
    copyReply: 'ockle.copyReply',
    openReply: 'ockle.openReply',
    showLog: 'ockle.showLog',
  },
  views: { serverTree: 'ockle.serverTree', plugins: 'ockle.plugins', commands: 'ockle.commands' },
  settings: {
    'ockle.python.path': { type: 'string', default: '' },
    'ockle.reload.onSave': { type: 'boolean', default: true },
    'ockle.validate.enabled': { type: 'boolean', default: true },
    'ockle.validate.severity': { type: 'object', default: {} },
    'ockle.validate.portability': { type: 'boolean', default: false },
    'ockle.format.spaceAroundEquals': { type: 'boolean', default: false },
    'ockle.format.spaceAfterComma': { type: 'boolean', default: false },
    'ockle.codeLens.enabled': { type: 'boolean', default: true },
    'ockle.inlayHints.enabled': { type: 'boolean', default: false },
  },
  contextKeys: {
    /** The workspace holds an Ockle project. */
    project: 'ockle.project',
    /** All that is known of its servers was read, and there is none. */
    noServers: 'ockle.noServers',
    /** A daemon runs. */
    active: 'ockle.active',
    /** The time of a daemon can be held and stepped. */
    heldTime: 'ockle.heldTime',
    /** It stands. */
    frozenTime: 'ockle.frozenTime',
    /** A simulated rack has faults. */
    hasFaults: 'ockle.hasFaults',
    /** The server tree shows only what a text finds. */
    filtered: 'ockle.filtered',
    /** Paths of the files that running plugins have loaded. */
    loadedFiles: 'ockle.loadedFiles',
  },
  debugTypes: { ockle: 'ockle', python: 'ockle-python' },
  /** What a launch.json entry of type `ockle` may set. */
  launchAttributes: ['project', 'plugins', 'time', 'seed', 'faults'],
  languages: { template: 'ockle-template', config: 'ockle-config' },
} as const;

type Values<Table> = Table[keyof Table];
type Settings = typeof contributions.settings;
interface TypeNames {
  readonly string: string;
  readonly boolean: boolean;
  readonly number: number;
  readonly object: object;
}

/** Id of a contributed command. */
export type CommandId = Values<typeof contributions.commands>;

/** Id of a context key that `when` clauses of package.json read. */
export type ContextKey = Values<typeof contributions.contextKeys>;

/** Id of a contributed setting. */
export type SettingId = keyof Settings;

/** What a setting holds. */
export type SettingValue<Id extends SettingId> = TypeNames[Settings[Id]['type']];

/** Registers the handler of a contributed command. */
export function registerCommand(
  commands: Pick<typeof vscode.commands, 'registerCommand'>,
  id: CommandId,
  handler: (...args: never[]) => unknown,
): vscode.Disposable {
  return commands.registerCommand(id, (...args: unknown[]) => handler(...(args as never[])));
}

/** Reads a setting as it applies at `scope`; VS Code itself answers the declared default. */
export function readSetting<Id extends SettingId>(
  workspace: Pick<typeof vscode.workspace, 'getConfiguration'>,
  id: Id,
  scope?: vscode.Uri,
): SettingValue<Id> {
  const fallback = contributions.settings[id].default as SettingValue<Id>;
  return workspace.getConfiguration(undefined, scope).get<SettingValue<Id>>(id, fallback);
}

/** Sets a context key for the `when` clauses of package.json. */
export async function setContext(
  commands: Pick<typeof vscode.commands, 'executeCommand'>,
  key: ContextKey,
  value: boolean | readonly string[],
): Promise<void> {
  await commands.executeCommand('setContext', key, value);
}
