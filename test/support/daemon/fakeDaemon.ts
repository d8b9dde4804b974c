import {
  DaemonConnection,
  type DaemonRequest,
} from '../../../extension/daemon/daemonConnection.ts';
import type { DaemonLease } from '../../../extension/daemon/daemons.ts';
import type { PluginInfo, PluginPhase, ServerSnapshot } from '../../../runtime/protocol/index.ts';

/** A request that reached the daemon, as its method and parameters. */
export type Asked = readonly [method: string, params: unknown];

/** A connection whose daemon is the test. */
export class FakeDaemon {
  readonly asked: Asked[] = [];
  readonly connection: DaemonConnection;
  /** What the daemon answers, by method; nothing means an empty answer. */
  readonly answers = new Map<string, () => unknown>();
  readonly lease: DaemonLease & { isShared: boolean };
  releases = 0;

  constructor(project = '/project') {
    const request = async (method: string, params: unknown): Promise<unknown> => {
      this.asked.push([method, params]);
      return (await this.answers.get(method)?.()) ?? {};
    };
    this.connection = new DaemonConnection(project, request as DaemonRequest, (error) => {
      throw error;
    });
    this.lease = {
      connection: this.connection,
      isShared: false,
      release: async () => {
        this.releases += 1;
        await Promise.resolve();
      },
    };
  }
}

/** A plugin in some phase. */
export function pluginInfo(
  className: string,
  phase: PluginPhase,
  rest: Partial<PluginInfo> = {},
): PluginInfo {
  return {
    className,
    language: 'typescript',
    source: { file: `/project/src/plugins/${className}.ts`, line: 1 },
    enabled: true,
    generation: 1,
    phase,
    ...rest,
  };
}

/** A server with nothing on it. */
export function serverSnapshot(name: string, rest: Partial<ServerSnapshot> = {}): ServerSnapshot {
  return {
    name,
    opState: 'OFF',
    dependencies: [],
    startAttempts: 0,
    shutdownAttempts: 0,
    outlets: [],
    controls: [],
    tests: [],
    file: `/project/etc/servers/${name}.ini`,
    ...rest,
  };
}
