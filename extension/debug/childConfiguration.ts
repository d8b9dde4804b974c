import { basename, join } from 'node:path';
import type { DebugConfiguration } from 'vscode';
import type { DebugTarget } from '../../runtime/protocol/index.ts';
import { contributions } from '../contributions.ts';

/** A target that a debugger can attach to. */
export type AttachableTarget = Exclude<DebugTarget, { readonly kind: 'unavailable' }>;

/** Which plugin a child session steps through. */
export interface DebuggedPlugin {
  readonly name: string;
  /** Absolute path. */
  readonly file: string;
  readonly generation: number;
}

/** How VS Code's own debuggers attach to the process of a plugin; `dist` holds the hosts' code. */
export function childConfiguration(
  plugin: DebuggedPlugin,
  target: AttachableTarget,
  dist: string,
): DebugConfiguration {
  const shared = sharedConfiguration(plugin);
  switch (target.kind) {
    case 'node':
      return {
        ...shared,
        type: 'pwa-node',
        websocketAddress: target.url,
        continueOnAttach: true,
        // Saves js-debug from starting a Node just to ask for its version.
        nodeVersionHint: Number(process.versions.node.split('.')[0]),
        // Milliseconds to connect in: the process waits, but the machine may be busy.
        timeout: 30_000,
        // Types are stripped in place: every position is already that of the file.
        sourceMaps: false,
        resolveSourceMapLocations: ['!**'],
        // The stripped text differs from the file's, which would open a read-only copy of it.
        enableContentValidation: false,
        autoAttachChildProcesses: false,
        skipFiles: ['<node_internals>/**', join(dist, '**')],
      };
    case 'python':
      return {
        ...shared,
        type: contributions.debugTypes.python,
        host: target.host,
        port: target.port,
        // Debian's Python keeps user code where debugpy takes it for a library's.
        justMyCode: false,
        redirectOutput: false,
        subProcess: false,
        rules: [{ path: join(dist, 'python', '**'), include: false }],
      };
  }
}

interface SharedConfiguration {
  readonly request: 'attach';
  readonly name: string;
  readonly [more: string]: unknown;
}

function sharedConfiguration(debugged: DebuggedPlugin): SharedConfiguration {
  const { name: plugin, file, generation } = debugged;
  return {
    request: 'attach',
    // Not the plugin's own name, which its parent session has already.
    name: basename(file),
    plugin,
    file,
    generation,
    // While a plugin is reloaded its old process and the new one have a session each.
    suppressMultipleSessionWarning: true,
  };
}
