import { join, relative } from 'node:path';
import { ServerNetworkFactory } from '../../../../runtime/network/serverNetworkFactory.ts';
import { ManualClock } from '../../../support/runtime/manualClock.ts';
import { renderServers } from '../../../support/runtime/renderServers.ts';
import { makeProject } from '../../../support/runtime/tempProject.ts';

/** The network of a project of these files, as text, and its problems with places below the project. */
export async function buildNetwork(files: Readonly<Record<string, string | Uint8Array>>) {
  const project = await makeProject(files);
  const folders = {
    servers: join(project, 'etc/servers'),
    outlets: join(project, 'etc/outlets'),
    tests: join(project, 'etc/testers'),
    controls: join(project, 'etc/controllers'),
  };
  const rules = {
    maxStartupMs: 0,
    maxAttempts: 3,
    limits: { deviceTime: 1000, inrushGap: 100, serverGap: 500 },
  };
  const factory = new ServerNetworkFactory(folders, rules, new ManualClock());
  const { network, problems } = await factory.buildNetwork();
  const servers = network.getSortedNodeList().map((node) => network.snapshotOf(node));
  return {
    network,
    tree: renderServers(servers),
    problems: problems.map(({ code, message, source }) => ({
      code,
      message: message.replaceAll(project, ''),
      at: source ? `${relative(project, source.file)}:${source.line}` : '',
    })),
  };
}
