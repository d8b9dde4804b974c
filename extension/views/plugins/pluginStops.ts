import * as vscode from 'vscode';
import { contributions } from '../../contributions.ts';
import { DisposableStore } from '../../support/disposableStore.ts';
import { Emitter, type Event } from '../../support/emitter.ts';
import type { PluginStop } from './pluginEntry.ts';

const { ockle, python } = contributions.debugTypes;

interface AdapterMessage {
  readonly type?: string;
  readonly event?: string;
  readonly command?: string;
  readonly success?: boolean;
  readonly body?: { readonly reason?: string; readonly threadId?: number };
}

interface Frame {
  readonly line: number;
  readonly source?: { readonly path?: string };
}

/** Of the requests that end a stop. */
const goingOn: ReadonlySet<string> = new Set(['continue', 'next', 'stepIn', 'stepOut']);

/** Which plugin a session steps through. */
interface DebuggedPlugin {
  readonly project: string;
  readonly plugin: string;
}

/** Where debuggers hold the plugins, as the sessions that step through them tell. */
export class PluginStops {
  readonly #store = new DisposableStore();
  readonly #changed: Emitter<void>;
  readonly #stops = new Map<string, PluginStop>();
  readonly #sessions = new Map<string, vscode.DebugSession>();

  constructor(reportError: (error: unknown) => void) {
    this.#changed = new Emitter(reportError);
    const factory: vscode.DebugAdapterTrackerFactory = {
      createDebugAdapterTracker: (session) => this.#track(session),
    };
    for (const type of ['pwa-node', python]) {
      this.#store.add(vscode.debug.registerDebugAdapterTrackerFactory(type, factory));
    }
  }

  get onDidChange(): Event<void> {
    return this.#changed.event;
  }

  /** Where the plugin stands; nothing while it runs. */
  of(project: string, plugin: string): PluginStop | undefined {
    return this.#stops.get(keyOf({ project, plugin }));
  }

  /** The session that steps through a plugin. */
  sessionOf(project: string, plugin: string): vscode.DebugSession | undefined {
    return this.#sessions.get(keyOf({ project, plugin }));
  }

  dispose(): void {
    this.#store.dispose();
    this.#changed.dispose();
  }

  #track(session: vscode.DebugSession): vscode.DebugAdapterTracker | undefined {
    const plugin = pluginOf(session);
    if (!plugin) return undefined;
    const key = keyOf(plugin);
    this.#sessions.set(key, session);
    this.#changed.fire();
    const end = (): void => {
      if (this.#sessions.get(key) === session) this.#sessions.delete(key);
      this.#stops.delete(key);
      this.#changed.fire();
    };
    return {
      onDidSendMessage: (message: AdapterMessage) => this.#hear(session, key, message),
      onWillStopSession: end,
      onExit: end,
    };
  }

  #hear(session: vscode.DebugSession, key: string, message: AdapterMessage): void {
    const { type, event, command = '', success, body = {} } = message;
    if (type === 'event' && event === 'stopped') {
      this.#stopped(session, key, body);
    } else if (type === 'event' && event === 'continued') {
      this.#set(key, undefined);
    } else if (type === 'response' && success === true && goingOn.has(command)) {
      this.#set(key, undefined);
    }
  }

  #stopped(
    session: vscode.DebugSession,
    key: string,
    { reason = 'breakpoint', threadId }: NonNullable<AdapterMessage['body']>,
  ): void {
    const stop: PluginStop = { reason };
    this.#set(key, stop);
    const request = session.customRequest('stackTrace', { threadId, startFrame: 0, levels: 20 });
    request.then(
      (answer: { readonly stackFrames?: readonly Frame[] }) => {
        const frame = answer.stackFrames?.find(({ source }) => source?.path !== undefined);
        if (!frame || this.#stops.get(key) !== stop) return;
        const file = frame.source?.path;
        this.#set(key, { ...stop, line: frame.line, ...(file !== undefined && { file }) });
      },
      // It went on in the meantime; its next message says so.
      () => undefined,
    );
  }

  #set(key: string, stop: PluginStop | undefined): void {
    if (this.#stops.get(key) === stop) return;
    if (stop) this.#stops.set(key, stop);
    else this.#stops.delete(key);
    this.#changed.fire();
  }
}

/** The plugin of a session's own configuration or of one above it, and the project of its run. */
function pluginOf(session: vscode.DebugSession): DebuggedPlugin | undefined {
  let plugin: unknown;
  for (let at: vscode.DebugSession | undefined = session; at; at = at.parentSession) {
    plugin ??= at.configuration['plugin'];
    if (at.type !== ockle) continue;
    const project: unknown = at.configuration['project'];
    return typeof plugin === 'string' && typeof project === 'string'
      ? { project, plugin }
      : undefined;
  }
  return undefined;
}

function keyOf({ project, plugin }: DebuggedPlugin): string {
  return JSON.stringify([project, plugin]);
}
