/** User settings of a quiet window: no chat, no welcome, no updates, nothing saved behind one's back. */
const quietSettings = {
  'chat.disableAIFeatures': true,
  'debug.javascript.autoAttachFilter': 'disabled',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off',
  'git.enabled': false,
  'npm.autoDetect': 'off',
  'telemetry.telemetryLevel': 'off',
  'typescript.disableAutomaticTypeAcquisition': true,
  'update.mode': 'none',
  'window.dialogStyle': 'custom',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/**
 * The user settings a server starts with.
 *
 * @param {boolean} hasWorkspaceTrust
 * @param {Readonly<Record<string, unknown>>} extra
 */
export function userSettings(hasWorkspaceTrust, extra) {
  return { ...quietSettings, 'security.workspace.trust.enabled': hasWorkspaceTrust, ...extra };
}
