import { projectFolders } from '../../../../runtime/config/projectFolders.ts';
import { projectPaths } from '../../../../runtime/project/index.ts';
import { MainDaemon } from '../../../../runtime/daemon/mainDaemon.ts';
import { ProjectReader } from '../../../../runtime/daemon/projectReader.ts';
import { ServerNetwork } from '../../../../runtime/network/serverNetwork.ts';
import type { DaemonEventContract, Problem } from '../../../../runtime/protocol/index.ts';
import { ManualClock } from '../../../support/runtime/manualClock.ts';
import { makeProject } from '../../../support/runtime/tempProject.ts';
import { dummyServer } from '../network/testServer.ts';
import { FakeHosts } from './fakeHosts.ts';

/** Whoever uses the views. */
export const panel = { kind: 'panel' } as const;
/** How a panel starts plugins. */
export const plain = { actor: panel };

const plugin = (name: string) =>
  `import { ModuleTemplate } from 'ockle';\nexport class ${name} extends ModuleTemplate {}\n`;

/** A daemon with two servers and three plugins, whose hosts are fakes. */
export async function openDaemon(files: Readonly<Record<string, string>> = {}) {
  const project = await makeProject({
    'etc/config.ini': '[main]\n[plugins]\npluginList = ["B", "A"]\n',
    'src/plugins/A.ts': plugin('A'),
    'src/plugins/B.ts': plugin('B'),
    'src/plugins/C.py': 'from plugins.ModuleTemplate import *\nclass C(ModuleTemplate):\n  pass\n',
    ...files,
  });
  const network = new ServerNetwork();
  for (const name of ['db', 'web']) network.addServer(dummyServer(name, network.reportChange));
  network.addDependency('web', 'db');
  const hosts = new FakeHosts();
  const begun: string[] = [];
  const noteStart = (name: string): Promise<undefined> => {
    begun.push(name);
    return Promise.resolve(undefined);
  };
  const daemon = new MainDaemon({
    reader: new ProjectReader({ project, dist: `${project}/dist` }),
    folders: projectFolders(`${project}/etc`, projectPaths()),
    network,
    clock: new ManualClock(),
    hosts,
    claim: () => false,
    isolation: 'inline',
    life: { noteStart, close: () => Promise.resolve() },
  });
  const problems: Problem[] = [];
  const targets: DaemonEventContract['notes']['debugTarget'][] = [];
  const phases: string[] = [];
  daemon.events.problem.event((problem) => problems.push(problem));
  daemon.events.debugTarget.event((target) => targets.push(target));
  daemon.events.plugin.event(({ className, phase }) => phases.push(`${className} ${phase.kind}`));
  await daemon.readProject();
  return { project, daemon, hosts, problems, targets, phases, begun };
}
