import type { SourceLocation } from './sourceLocation.ts';

/** The languages a plugin can be written in. */
export type PluginLanguage = 'typescript' | 'python';

/** Why a plugin could not go on: stable code, what happened and how to mend it, and where. */
export interface PluginFailure {
  readonly code:
    | 'plugin-does-not-compile'
    | 'plugin-import-failed'
    | 'plugin-class-missing'
    | 'plugin-constructor-failed'
    | 'plugin-run-failed'
    | 'plugin-exited'
    | 'plugin-killed'
    | 'plugin-memory'
    | 'plugin-hung'
    | 'plugin-host-failed'
    | 'plugin-unknown'
    | 'debugger-not-attached'
    | 'python-missing'
    | 'python-tabs'
    | 'python-2-code';
  readonly message: string;
  readonly source?: SourceLocation;
  readonly stack?: string;
}

/** Life cycle of one generation of a plugin. */
export type PluginPhase =
  | { readonly kind: 'notRunning' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'waitingForDebugger' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'loaded' }
  /** `since` in milliseconds since the epoch. */
  | { readonly kind: 'running'; readonly since: number }
  | { readonly kind: 'stopping' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly failure: PluginFailure };

/** What is to be noticed of a plugin that runs; times in milliseconds since the epoch. */
export interface PluginHealth {
  /**
   * `unresponsive`: it answers nothing, so commands wait and it cannot be asked to stop.
   * `busy`: its own thread computes all the time. `waiting`: its own thread waits for something
   * outside. It answers in both.
   */
  readonly kind: 'unresponsive' | 'busy' | 'waiting';
  readonly since: number;
  /** Name of the function where its thread is. */
  readonly where?: string;
  readonly source?: SourceLocation;
}

/** One plugin of the project as views show it. */
export interface PluginInfo {
  readonly className: string;
  readonly language: PluginLanguage;
  readonly source: SourceLocation;
  /** Comes with Ockle; present when it does. */
  readonly isShipped?: true;
  /** Listed in `pluginList`. */
  readonly enabled: boolean;
  /** 0 before the first start; grows with each start and reload. */
  readonly generation: number;
  readonly pid?: number;
  readonly phase: PluginPhase;
  /** Absent when there is nothing to notice. */
  readonly health?: PluginHealth;
  /** Times it was started again after it had failed, which a reload is not; absent when never. */
  readonly restarts?: number;
  /** The last failure of any of its generations, or of a newer version that was not kept, until one is. */
  readonly lastFailure?: PluginFailure;
  /** Files of the project that its newest generation has loaded, absolute; its own comes first. */
  readonly files?: readonly string[];
  readonly lastReload?: PluginReload;
  /** Why it cannot run at all, such as code of Python 2. */
  readonly unusable?: Problem;
  /** Why the project's own plugin of that name cannot, so that the shipped one is used. */
  readonly insteadOf?: Problem;
}

/** How the last attempt to replace a running plugin by its edited version went. */
export interface PluginReload {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** `kept`: the new version did not load, and the old one runs on. */
  readonly outcome: 'reloaded' | 'kept';
  /** Milliseconds from the request to its end. */
  readonly ms: number;
  /** Why the old one was kept. */
  readonly failure?: PluginFailure;
  /** What the old one left behind, and what the new one tried to do while it was loaded. */
  readonly problems: readonly Problem[];
}

/** What a running plugin uses. */
export interface PluginUsage {
  readonly plugin: string;
  /** Bytes of memory that are its own. */
  readonly memory: number;
}

/** Something wrong in the project's files or surroundings that did not stop the rest. */
export interface Problem {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'information';
  readonly message: string;
  readonly plugin?: string;
  readonly source?: SourceLocation;
}

/** Where a debugger attaches to a plugin's process. */
export type DebugTarget =
  | { readonly kind: 'node'; readonly url: string }
  | { readonly kind: 'python'; readonly host: string; readonly port: number }
  /** E.g. no debugpy: the plugin runs without debugging. */
  | { readonly kind: 'unavailable'; readonly problem: Problem };
