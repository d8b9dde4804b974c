/**
 * Who may import whom: the table that lint and the metafile test both read.
 * A folder may always import itself; `vscode`, `node` and `packages` say what it may take from outside.
 *
 * @typedef {{ mayImport: readonly string[], vscode?: true, node?: true, spawn?: true, packages?: readonly string[] }} Layer
 * @type {Readonly<Record<string, Layer>>}
 */
export const layers = {
  'runtime/ini': { mayImport: [] },
  'runtime/template': { mayImport: ['runtime/ini'] },
  'runtime/project': { mayImport: ['runtime/ini', 'runtime/template'] },
  'runtime/workspace': { mayImport: ['runtime/ini', 'runtime/template', 'runtime/project'] },
  'runtime/scaffold': { mayImport: ['runtime/ini', 'runtime/template', 'runtime/project'] },
  'runtime/protocol': { mayImport: [], node: true },
  'runtime/base': { mayImport: ['runtime/protocol'], node: true },
  'runtime/platform': {
    mayImport: ['runtime/protocol'],
    node: true,
    spawn: true,
    packages: ['ini'],
  },
  'runtime/config': {
    mayImport: [
      'runtime/ini',
      'runtime/template',
      'runtime/project',
      'runtime/protocol',
      'runtime/base',
      'runtime/platform',
    ],
    node: true,
  },
  'runtime/supervision': {
    mayImport: ['runtime/base', 'runtime/protocol', 'runtime/platform'],
    node: true,
  },
  'runtime/devices': {
    mayImport: ['runtime/base', 'runtime/protocol', 'runtime/platform'],
    node: true,
  },
  'runtime/network': {
    mayImport: [
      'runtime/base',
      'runtime/config',
      'runtime/devices',
      'runtime/ini',
      'runtime/project',
      'runtime/protocol',
    ],
    node: true,
  },
  'runtime/communication/wire': { mayImport: [] },
  'runtime/communication': {
    mayImport: ['runtime/base', 'runtime/protocol', 'runtime/communication/wire'],
    node: true,
  },
  'runtime/client': { mayImport: ['runtime/communication/wire'], node: true },
  'runtime/plugins/api': { mayImport: [] },
  'runtime/plugins/shipped': {
    mayImport: ['runtime/plugins/api', 'runtime/communication/wire'],
    node: true,
  },
  'runtime/plugins': {
    mayImport: ['runtime/plugins/api', 'runtime/config', 'runtime/project', 'runtime/base'],
    node: true,
  },
  'runtime/host': {
    mayImport: ['runtime/protocol', 'runtime/plugins/api'],
    node: true,
    packages: ['amaro'],
  },
  'runtime/inline': {
    mayImport: [
      'runtime/protocol',
      'runtime/base',
      'runtime/supervision',
      'runtime/host',
      'runtime/plugins/api',
    ],
    node: true,
  },
  'runtime/daemon': {
    mayImport: [
      'runtime/ini',
      'runtime/template',
      'runtime/project',
      'runtime/workspace',
      'runtime/scaffold',
      'runtime/protocol',
      'runtime/base',
      'runtime/platform',
      'runtime/config',
      'runtime/supervision',
      'runtime/devices',
      'runtime/network',
      'runtime/communication',
      'runtime/communication/wire',
      'runtime/client',
      'runtime/plugins',
      'runtime/plugins/api',
      'runtime/inline',
    ],
    node: true,
  },
  'extension/language/server': {
    mayImport: [
      'runtime/ini',
      'runtime/template',
      'runtime/project',
      'runtime/workspace',
      'runtime/platform',
    ],
    node: true,
    packages: ['vscode-languageserver', 'vscode-languageserver-textdocument'],
  },
  'extension/doctor/checks': {
    mayImport: [
      'extension',
      'runtime/ini',
      'runtime/project',
      'runtime/scaffold',
      'runtime/protocol',
      'runtime/platform',
    ],
    node: true,
    spawn: true,
  },
  extension: {
    mayImport: [
      'extension/language/server',
      'extension/doctor/checks',
      'runtime/ini',
      'runtime/template',
      'runtime/project',
      'runtime/workspace',
      'runtime/scaffold',
      'runtime/protocol',
    ],
    vscode: true,
    node: true,
    spawn: true,
    packages: ['vscode-languageclient', '@vscode/debugadapter', '@vscode/debugprotocol'],
  },
};

/** The layer a file belongs to: the longest folder of the table that holds it. */
export function layerOf(path) {
  const names = Object.keys(layers).filter((name) => path.startsWith(`${name}/`));
  return names.sort((a, b) => b.length - a.length)[0];
}
