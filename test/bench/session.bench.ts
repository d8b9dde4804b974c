import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Daemons } from '../../extension/daemon/daemons.ts';
import { PythonFinder } from '../../runtime/platform/pythonFinder.ts';
import { distFolder } from '../daemon/support/dist.ts';
import { RealSession, realDaemons } from '../support/daemon/realSession.ts';
import { makeProject, removeTempProjects } from '../support/runtime/tempProject.ts';
import type { Bench, Figure } from './support/figure.ts';
import { untilPlainStop } from './support/plainDebugpy.ts';
import { median, pairedRatio, timed } from './support/statistics.ts';

const pairs = 9;
const said = 'here I am';

/** Milliseconds that a first line may take beyond twice a bare start. */
const allowance = 150;

const files = {
  'etc/config.ini': '[main]\n[plugins]\npluginList = []\n',
  'src/plugins/Speaker.ts': `import { ModuleTemplate } from 'ockle';
export class Speaker extends ModuleTemplate {
  override async run(): Promise<void> {
    this.debug('${said}');
  }
}
`,
  'src/plugins/SpeakerPy.py': `from plugins.ModuleTemplate import ModuleTemplate


class SpeakerPy(ModuleTemplate):
    def run(self):
        self.debug("${said}")
`,
  'bare.ts': `class Speaker {
  async run(): Promise<void> {
    console.log('${said}');
  }
}
await new Speaker().run();
`,
  'bare.py': `class SpeakerPy:
    def run(self):
        print("${said}")


SpeakerPy().run()
`,
};

/** From \`launch\` to the first line of the plugin, against the interpreter alone with such a file. */
export const sessionBench: Bench = {
  name: 'session',
  async measure() {
    const project = await makeProject(files);
    const daemons = realDaemons(distFolder());
    const search = await new PythonFinder({ project }).find({ forDebugging: false });
    if (search.kind === 'missing') throw new Error(search.message);
    const bare = (command: string, file: string) => (): Promise<number> =>
      timed(() => once(spawn(command, [join(project, file)], { stdio: 'ignore' }), 'exit'));
    const node = bare(process.execPath, 'bare.ts');
    const python = bare(search.python.command, 'bare.py');
    const figures = [
      ...(await compare('typescript', { daemons, project, plugin: 'Speaker' }, node)),
      ...(await compare('python', { daemons, project, plugin: 'SpeakerPy' }, python)),
    ];
    figures.push(...(await compareStops(daemons, project)));
    await removeTempProjects();
    return figures;
  },
};

/** From the launch of a Python file to its first breakpoint, against debugpy alone. */
async function compareStops(daemons: Daemons, project: string): Promise<readonly Figure[]> {
  const search = await new PythonFinder({ project }).find({ forDebugging: true });
  if (search.kind === 'missing' || !search.python.hasDebugpy) return [];
  const { command: python } = search.python;
  const plain = async (): Promise<number> => {
    const started = performance.now();
    const stop = await untilPlainStop({ python, program: join(project, 'bare.py'), line: 3 });
    const ms = performance.now() - started;
    await stop.end();
    return ms;
  };
  const ockle = (): Promise<number> => untilStopped({ daemons, project, plugin: 'SpeakerPy' }, 6);
  await ockle();
  const { ratio, a, b } = await pairedRatio(pairs, ockle, plain);
  return [
    { name: 'session.python.stopped', value: ratio, unit: '×', target: { atMost: 1.2 } },
    { name: 'session.python.stopped.ockle', value: a, unit: 'ms' },
    { name: 'session.python.stopped.debugpy', value: b, unit: 'ms' },
  ];
}

async function untilStopped({ daemons, project, plugin }: Run, line: number): Promise<number> {
  const session = new RealSession(daemons, line);
  const ms = await timed(async () => {
    await session.begin({ project, plugins: [plugin], noDebug: false });
    await session.stops;
  });
  await session.client.ask('disconnect');
  return ms;
}

interface Run {
  readonly daemons: Daemons;
  readonly project: string;
  readonly plugin: string;
}

async function compare(
  language: string,
  run: Run,
  bare: () => Promise<number>,
): Promise<readonly Figure[]> {
  const ockle = (): Promise<number> => untilSaid(run, true);
  await ockle();
  const { a, b } = await pairedRatio(pairs, ockle, bare);
  const debugged: number[] = [];
  for (let round = 0; round < pairs; round++) debugged.push(await untilSaid(run, false));
  const beyond = a - 2 * b;
  const name = `session.${language}`;
  return [
    { name: `${name}.beyondTwiceBare`, value: beyond, unit: 'ms', target: { atMost: allowance } },
    { name: `${name}.firstLine`, value: a, unit: 'ms' },
    { name: `${name}.bare`, value: b, unit: 'ms' },
    { name: `${name}.firstLineDebugged`, value: median(debugged), unit: 'ms' },
  ];
}

/** With a daemon of its own each time, as the first F5 has it. */
async function untilSaid({ daemons, project, plugin }: Run, noDebug: boolean): Promise<number> {
  const { client } = new RealSession(daemons);
  await client.ask('initialize', { adapterID: 'ockle' });
  const ms = await timed(async () => {
    await client.ask('launch', { project, plugins: [plugin], noDebug });
    await client.writes(said);
  });
  await client.ask('disconnect');
  return ms;
}
