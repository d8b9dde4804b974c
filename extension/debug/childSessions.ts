import * as vscode from 'vscode';
import { contributions } from '../contributions.ts';
import { DisposableStore, type Releasable } from '../support/disposableStore.ts';
import {
  childConfiguration,
  type AttachableTarget,
  type DebuggedPlugin,
} from './childConfiguration.ts';

const { ockle, python } = contributions.debugTypes;

/** To the user, parent and child are one session. */
const childOptions: vscode.DebugSessionOptions = {
  compact: true,
  lifecycleManagedByParent: true,
  consoleMode: vscode.DebugConsoleMode.MergeWithParent,
  suppressSaveBeforeStart: true,
  suppressDebugStatusbar: true,
  suppressDebugView: true,
};

/** The generations of a plugin that are about to end. */
interface OldGenerations {
  readonly plugin: string;
  /** The last of them. */
  readonly upTo: number;
}

/** Starts the sessions that step through plugins, as parts of their parent. */
export class ChildSessions implements Releasable {
  readonly #dist: string;
  readonly #reportError: (error: unknown) => void;
  readonly #store = new DisposableStore();
  /** Sessions that have a session of type `ockle` above them. */
  readonly #live = new Set<vscode.DebugSession>();
  /** Ids of those that were told to let go of their plugin. */
  readonly #letGoOf = new Set<string>();

  constructor(dist: string, reportError: (error: unknown) => void) {
    this.#dist = dist;
    this.#reportError = reportError;
    const { onDidStartDebugSession, onDidTerminateDebugSession } = vscode.debug;
    this.#store.add(
      onDidStartDebugSession((session) => {
        if (session.type === ockle || !runOf(session)) return;
        this.#live.add(session);
        nameAfterPlugin(session);
      }),
    );
    this.#store.add(
      onDidTerminateDebugSession((session) => {
        this.#live.delete(session);
        this.#letGoOf.delete(session.id);
      }),
    );
  }

  /** Attaches to a waiting plugin; resolves to whether it worked. */
  async attach(
    run: vscode.DebugSession,
    plugin: DebuggedPlugin,
    target: AttachableTarget,
  ): Promise<boolean> {
    // One that several runs know has one debugger, below the first that was offered it.
    if (this.#isDebugged(plugin)) return true;
    const configuration = childConfiguration(plugin, target, this.#dist);
    const options = { ...childOptions, parentSession: run };
    try {
      return await vscode.debug.startDebugging(run.workspaceFolder, configuration, options);
    } catch (error) {
      this.#reportError(error);
      return false;
    }
  }

  /**
   * Lets go of the plugins, or of one plugin's old generations, so that those at a breakpoint go on
   * and can be asked to stop.
   */
  async detach(run: vscode.DebugSession, of?: OldGenerations): Promise<void> {
    const sessions = this.#sessionsOf(run).filter((session) => !of || isOneOf(session, of));
    // A plugin that ended in the meantime takes its debugger, and the answer, with it.
    await Promise.allSettled(sessions.map((session) => this.#letGo(session)));
  }

  /** Whether the debugger of `plugin` shows what it prints: js-debug does, debugpy does not. */
  showsPrints(run: vscode.DebugSession, plugin: string): boolean {
    return this.#sessionsOf(run).some(
      (session) =>
        session.type === 'pwa-node' &&
        session.configuration['plugin'] === plugin &&
        !this.#letGoOf.has(session.id),
    );
  }

  dispose(): void {
    this.#store.dispose();
  }

  async #letGo(session: vscode.DebugSession): Promise<void> {
    if (this.#letGoOf.has(session.id)) return;
    this.#letGoOf.add(session.id);
    await letGo(session);
  }

  #isDebugged({ name, file, generation }: DebuggedPlugin): boolean {
    return [...this.#live].some(
      ({ id, configuration, parentSession }) =>
        parentSession?.type === ockle &&
        !this.#letGoOf.has(id) &&
        configuration['plugin'] === name &&
        configuration['file'] === file &&
        configuration['generation'] === generation,
    );
  }

  #sessionsOf({ id }: vscode.DebugSession): readonly vscode.DebugSession[] {
    return [...this.#live].filter((session) => runOf(session)?.id === id);
  }
}

/** The session of type `ockle` that a session belongs to. */
function runOf(session: vscode.DebugSession): vscode.DebugSession | undefined {
  const { type, parentSession } = session;
  return type === ockle ? session : parentSession && runOf(parentSession);
}

/** js-debug calls every process that it attaches to a remote one; VS Code lets a session be renamed. */
function nameAfterPlugin(session: vscode.DebugSession): void {
  const { parentSession } = session;
  if (parentSession && isOfProcess(session)) session.name = parentSession.name;
}

/** Whether it is the session that js-debug starts for the process below the one that we started. */
function isOfProcess({ type, parentSession }: vscode.DebugSession): boolean {
  return type === 'pwa-node' && parentSession?.type === type && isOurs(parentSession);
}

function isOurs({ parentSession }: vscode.DebugSession): boolean {
  return parentSession?.type === ockle;
}

/** Whether a session steps through one of these generations. */
function isOneOf(session: vscode.DebugSession, { plugin, upTo }: OldGenerations): boolean {
  const { configuration, parentSession } = session;
  if (parentSession && parentSession.type !== ockle)
    return isOneOf(parentSession, { plugin, upTo });
  return configuration['plugin'] === plugin && Number(configuration['generation']) <= upTo;
}

async function letGo(session: vscode.DebugSession): Promise<void> {
  if (session.type === python) {
    await session.customRequest('disconnect', { terminateDebuggee: false });
  } else if (session.parentSession?.type !== ockle) {
    // js-debug's session of the process itself: told to terminate, it closes its connection and
    // removes its lease file, which it forgets when told to disconnect; the process lives on.
    await session.customRequest('terminate', {});
  }
}

/**
 * Has js-debug offer to stop where a plugin throws what nobody catches, and have that on until the
 * user turns it off, as debugpy does by itself. It is a choice of its own beside js-debug's, which is
 * off and may have been kept so for other programs. Only its answer to `initialize` can say so: it has
 * no option for it, and what we request later is not shown, nor kept, and may come after the error.
 */
export const uncaughtExceptions: vscode.DebugAdapterTrackerFactory = {
  createDebugAdapterTracker: (session) => runOf(session) && { onDidSendMessage: offerUncaught },
};

interface InitializeAnswer {
  readonly command?: string;
  readonly body?: {
    readonly exceptionBreakpointFilters?: {
      readonly filter: string;
      default?: boolean;
      label: string;
      description?: string;
    }[];
  };
}

function offerUncaught({ command, body }: InitializeAnswer): void {
  if (command !== 'initialize') return;
  for (const filter of body?.exceptionBreakpointFilters ?? []) {
    if (filter.filter !== 'uncaught') continue;
    filter.default = true;
    filter.label = 'Uncaught Exceptions of Plugins';
    filter.description = 'Stops where a plugin throws what nobody catches.';
  }
}

/** Leads a Python child session to the adapter that debugpy opened in the plugin's process. */
export const pythonAdapters: vscode.DebugAdapterDescriptorFactory = {
  createDebugAdapterDescriptor({ configuration, parentSession }) {
    if (parentSession?.type !== ockle) {
      throw new Error('Python plugins are debugged through the debug type "ockle".');
    }
    const { host, port } = configuration as unknown as { host: string; port: number };
    return new vscode.DebugAdapterServer(port, host);
  },
};
