import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { startDaemon, stopDaemons } from '../daemon/support/daemonClient.ts';
import { removeTempProjects } from '../support/runtime/tempProject.ts';
import type { Bench, Figure } from './support/figure.ts';
import { rackProject } from './support/rackProject.ts';
import { median } from './support/statistics.ts';

const count = 100;

/** Interpreters that only wait. */
const bare = {
  typescript: [process.execPath, '-e', "console.log('up'); setInterval(() => {}, 1e9)"],
  python: ['python3', '-c', "import time; print('up', flush=True); time.sleep(1e9)"],
} as const;

const idle = {
  typescript: {
    extension: 'ts',
    text: (name: string) =>
      `import { ModuleTemplate } from 'ockle';\nexport class ${name} extends ModuleTemplate {\n` +
      '  override async run(): Promise<void> {\n    while (this.mainDaemon.running) await this.sleep(60);\n  }\n}\n',
  },
  python: {
    extension: 'py',
    text: (name: string) =>
      `import time\nfrom plugins.ModuleTemplate import ModuleTemplate\n\n\nclass ${name}(ModuleTemplate):\n` +
      '    def run(self):\n        while self.mainDaemon.running:\n            time.sleep(60)\n',
  },
} as const;

/** Memory that is one idle plugin's own when a hundred of them run, against idle interpreters. */
export const pluginMemoryBench: Bench = {
  name: 'pluginMemory',
  async measure() {
    const figures: Figure[] = [];
    for (const language of ['typescript', 'python'] as const) {
      const name = `pluginMemory.${language}`;
      const ockle = await ofPlugins(language);
      const alone = await ofInterpreters(bare[language]);
      figures.push(
        { name, value: ockle / alone, unit: '×', target: { atMost: 2 } },
        { name: `${name}.ockle`, value: ockle, unit: 'MB' },
        { name: `${name}.bare`, value: alone, unit: 'MB' },
      );
    }
    return figures;
  },
};

async function ofPlugins(language: keyof typeof idle): Promise<number> {
  const { extension, text } = idle[language];
  const names = Array.from({ length: count }, (_, at) => `Idle${at}`);
  const files = names.map((name) => [`src/plugins/${name}.${extension}`, text(name)] as const);
  const { client } = await startDaemon(await rackProject([], Object.fromEntries(files)));
  const infos = await client.run(names);
  const size = await medianMegabytes(infos.map(({ pid }) => pid));
  await stopDaemons();
  await removeTempProjects();
  return size;
}

async function ofInterpreters([command, ...args]: readonly [string, ...string[]]): Promise<number> {
  const children = Array.from({ length: count }, () =>
    spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] }),
  );
  await Promise.all(children.map(({ stdout }) => once(stdout, 'data')));
  const size = await medianMegabytes(children.map(({ pid }) => pid));
  for (const child of children) child.kill('SIGKILL');
  return size;
}

async function medianMegabytes(pids: readonly (number | undefined)[]): Promise<number> {
  return median(await Promise.all(pids.map((pid) => proportionalMegabytes(pid))));
}

/** Shared pages count by the number of processes that share them. Linux only. */
async function proportionalMegabytes(pid: number | undefined): Promise<number> {
  if (pid === undefined) throw new Error('One of the processes does not run.');
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8');
  return Number(/^Pss:\s+(\d+) kB$/m.exec(text)?.[1]) / 1024;
}
