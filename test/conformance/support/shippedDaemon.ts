import type { JsonObject } from '../../../runtime/protocol/index.ts';
import type { DaemonClient } from '../../daemon/support/daemonClient.ts';
import { startDaemon } from '../../daemon/support/daemonClient.ts';
import { makeProject } from '../../support/runtime/tempProject.ts';

/** Where a plugin that ships with Ockle can run; it has to pass its tests in both places. */
export const isolations = ['inline', 'process'] as const;

/** A real daemon whose shipped plugins all run in one of these places. */
export interface ShippedDaemon {
  readonly client: DaemonClient;
  readonly project: string;
  /** Sends a command as the editor does; rejects with what its handler threw. */
  readonly call: (command: string, data?: JsonObject) => Promise<JsonObject>;
}

/**
 * Starts a daemon on a project with these files and runs the named plugins there.
 * Call `stopDaemons` and `removeTempProjects` in hooks of the test.
 */
export async function openShipped(
  isolation: (typeof isolations)[number],
  plugins: readonly string[],
  files: Readonly<Record<string, string>> = {},
  args: readonly string[] = [],
): Promise<ShippedDaemon> {
  const project = await makeProject({ 'etc/config.ini': '[main]\n', ...files });
  const { client } = await startDaemon(project, { args: ['--isolation', isolation, ...args] });
  const infos = await client.run(plugins);
  for (const { className, phase } of infos) {
    if (phase.kind === 'failed') throw new Error(`${className}: ${phase.failure.message}`);
  }
  const call: ShippedDaemon['call'] = async (command, data = {}) =>
    (await client.peer.request('callCommand', { command, data })).reply;
  return { client, project, call };
}
