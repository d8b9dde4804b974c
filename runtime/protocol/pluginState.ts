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
    | 'plugin-host-failed'
    | 'plugin-unknown'
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

/** One plugin of the project as views show it. */
export interface PluginInfo {
  readonly className: string;
  readonly language: PluginLanguage;
  readonly source: SourceLocation;
  /** Listed in `pluginList`. */
  readonly enabled: boolean;
  /** 0 before the first start; grows by one with each. */
  readonly generation: number;
  readonly pid?: number;
  readonly phase: PluginPhase;
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
