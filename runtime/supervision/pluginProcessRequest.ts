import type { SpawnedProcess, SpawnRequest } from '../platform/spawnProcess.ts';
import type { PluginLanguage, RpcTimers } from '../protocol/index.ts';
import type { ProcessLimits } from './processLimits.ts';

/** Which plugin to run, and how to start its host (`nodeHostCommand`, `pythonHostCommand`). */
export interface PluginProcessRequest {
  readonly className: string;
  readonly language: PluginLanguage;
  readonly generation: number;
  readonly host: SpawnRequest;
}

/** What a plugin process needs from outside. */
export interface PluginProcessDeps {
  readonly spawn: (request: SpawnRequest) => SpawnedProcess;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly timers: RpcTimers;
  readonly limits: ProcessLimits;
}
