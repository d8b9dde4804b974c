import * as vscode from 'vscode';
import { contributions } from '../contributions.ts';
import type { Releasable } from '../support/disposableStore.ts';
import type { AttachableTarget } from './childConfiguration.ts';
import { childConfiguration } from './childConfiguration.ts';

/** Starts the sessions that step through plugins, as parts of their parent. */
export class ChildSessions implements Releasable {
  readonly #dist: string;
  readonly #ended: vscode.Disposable;
  /** Plugins that js-debug holds, per parent session: it shows what they print itself. */
  readonly #printing = new Map<string, Set<string>>();

  constructor(dist: string) {
    this.#dist = dist;
    this.#ended = vscode.debug.onDidTerminateDebugSession(({ id, name, parentSession }) => {
      this.#printing.delete(id);
      if (parentSession) this.#printing.get(parentSession.id)?.delete(name);
    });
  }

  /** Attaches to a waiting plugin; resolves to whether it worked. */
  async attach(
    parentSession: vscode.DebugSession,
    plugin: string,
    target: AttachableTarget,
  ): Promise<boolean> {
    if (target.kind === 'node') this.#printingOf(parentSession).add(plugin);
    return vscode.debug.startDebugging(
      parentSession.workspaceFolder,
      childConfiguration(plugin, target, this.#dist),
      {
        parentSession,
        compact: true,
        lifecycleManagedByParent: true,
        consoleMode: vscode.DebugConsoleMode.MergeWithParent,
        suppressSaveBeforeStart: true,
        suppressDebugStatusbar: true,
        suppressDebugView: true,
      },
    );
  }

  /** Whether the debugger of `plugin` shows what it prints. */
  showsPrints(parentSession: vscode.DebugSession, plugin: string): boolean {
    return this.#printing.get(parentSession.id)?.has(plugin) ?? false;
  }

  dispose(): void {
    this.#ended.dispose();
  }

  #printingOf({ id }: vscode.DebugSession): Set<string> {
    const printing = this.#printing.get(id) ?? new Set();
    this.#printing.set(id, printing);
    return printing;
  }
}

/** Leads a Python child session to the adapter that debugpy opened in the plugin's process. */
export const pythonAdapters: vscode.DebugAdapterDescriptorFactory = {
  createDebugAdapterDescriptor({ configuration, parentSession }) {
    if (parentSession?.type !== contributions.debugTypes.ockle) {
      throw new Error('Python plugins are debugged through the debug type "ockle".');
    }
    const { host, port } = configuration as unknown as { host: string; port: number };
    return new vscode.DebugAdapterServer(port, host);
  },
};
