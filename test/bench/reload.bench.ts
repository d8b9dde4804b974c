import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { PythonFinder } from '../../runtime/platform/pythonFinder.ts';
import { distFolder } from '../daemon/support/dist.ts';
import type { DaemonClient } from '../daemon/support/daemonClient.ts';
import { startDaemon, stopDaemons } from '../daemon/support/daemonClient.ts';
import { spareOf } from '../daemon/support/spareOf.ts';
import { makeProject, removeTempProjects, writeFiles } from '../support/runtime/tempProject.ts';
import type { Bench, Figure } from './support/figure.ts';
import { pairedRatio, timed } from './support/statistics.ts';

const pairs = 15;

/** Milliseconds after which a spare process has loaded what it can. */
const settling = 700;

/** One language: its plugin, and what starts and imports it without Ockle. */
interface Contest {
  readonly language: 'typescript' | 'python';
  readonly file: string;
  readonly plugin: (version: number) => string;
  readonly bare: (project: string) => {
    readonly command: string;
    readonly args: readonly string[];
  };
}

const contests = async (): Promise<readonly Contest[]> => {
  const search = await new PythonFinder({ project: '/' }).find({ forDebugging: false });
  if (search.kind === 'missing') throw new Error(search.message);
  const { command } = search.python;
  return [
    {
      language: 'typescript',
      file: 'src/plugins/Edited.ts',
      plugin: (version) =>
        `import { ModuleTemplate } from 'ockle';\nexport class Edited extends ModuleTemplate {\n  override async run(): Promise<void> {\n    this.debug('version ${version}');\n    while (this.mainDaemon.running) await this.sleep(3600);\n  }\n}\n`,
      bare: (project) => ({
        command: process.execPath,
        args: ['-e', `import(${JSON.stringify(join(project, 'src/plugins/Edited.ts'))})`],
      }),
    },
    {
      language: 'python',
      file: 'src/plugins/Edited.py',
      plugin: (version) =>
        `from plugins.ModuleTemplate import ModuleTemplate\nimport time\n\n\nclass Edited(ModuleTemplate):\n    def run(self):\n        self.debug("version ${version}")\n        while self.mainDaemon.running:\n            time.sleep(3600)\n`,
      bare: (project) => {
        const path = JSON.stringify([
          join(distFolder(), 'python/author_api'),
          join(project, 'src/plugins'),
        ]);
        return { command, args: ['-B', '-c', `import sys; sys.path[:0] = ${path}; import Edited`] };
      },
    },
  ];
};

/** What a bare Node finds as `ockle`. */
const stand = {
  'node_modules/ockle/package.json': '{"type":"module","exports":"./index.js"}',
  'node_modules/ockle/index.js': 'export class ModuleTemplate {}\n',
};

/** From a saved file to the running plugin, against an interpreter that starts and imports that file. */
export const reloadBench: Bench = {
  name: 'reload',
  async measure() {
    const figures: Figure[] = [];
    try {
      for (const contest of await contests()) {
        for (const spare of [0, 1] as const) figures.push(...(await measure(contest, spare)));
      }
    } finally {
      await stopDaemons();
      await removeTempProjects();
    }
    return figures;
  },
};

async function measure(contest: Contest, spare: 0 | 1): Promise<readonly Figure[]> {
  const { language, file, plugin, bare } = contest;
  const project = await makeProject({
    ...stand,
    'etc/config.ini': `[main]\n[limits]\nspare = ${spare}\n`,
    [file]: plugin(0),
  });
  const { client } = await startDaemon(project);
  await client.run(['Edited']);
  let version = 0;
  let used: number | undefined;
  const save = async (): Promise<number> => {
    await writeFiles(project, { [file]: plugin(++version) });
    if (spare === 1) {
      await spareOf(client.pid, used);
      await setTimeout(settling);
    }
    return timed(async () => (used = await saved(client, join(project, file))));
  };
  const start = (): Promise<number> => {
    const { command, args } = bare(project);
    return timed(() => once(spawn(command, args, { stdio: 'ignore' }), 'exit'));
  };
  await save();
  const { ratio, a, b } = await pairedRatio(pairs, save, start);
  await client.stop();
  const name = `reload.${language}${spare === 1 ? '.spare' : ''}`;
  return [
    { name, value: ratio, unit: '×', target: { atMost: spare === 1 ? 1 : 1.5 } },
    { name: `${name}.ockle`, value: a, unit: 'ms' },
    { name: `${name}.bare`, value: b, unit: 'ms' },
  ];
}

/** Resolves to the process of the plugin when it runs. */
async function saved(client: DaemonClient, file: string): Promise<number | undefined> {
  const { plugins } = await client.peer.request('filesSaved', { files: [file] });
  const [info] = plugins;
  if (info?.lastReload?.outcome !== 'reloaded') throw new Error(JSON.stringify(plugins));
  return info.pid;
}
