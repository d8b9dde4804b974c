import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Entry, Observation } from '../../runtime/protocol/index.ts';
import { makeProject, removeTempProjects } from '../support/runtime/tempProject.ts';
import { startDaemon, stopDaemons } from './support/daemonClient.ts';
import { distFolder } from './support/dist.ts';
import { config, operator, racer, servers, watcher } from './support/timeProjects.ts';
import { readJournal, runVirtually } from './support/virtualRun.ts';

const hour = 3_600_000;

/** Switches 50 servers by AutoControl for an hour, with failures. */
const rackForAnHour = {
  ...servers(50),
  'etc/config.ini': config('AutoControl', 'Operator', 'Watcher'),
  'src/plugins/Operator.ts': operator,
  'src/plugins/Watcher.py': watcher,
};

const racers = {
  'etc/config.ini': config('First', 'Second'),
  'src/plugins/First.ts': racer('First'),
  'src/plugins/Second.ts': racer('Second'),
};

const isAction = (each: Entry | Observation): each is Entry => 'verb' in each;

/** Who registered commands, in order. */
function registrations(entries: readonly (Entry | Observation)[]): readonly string[] {
  return entries.flatMap((each) =>
    isAction(each) && each.verb === 'registerCommand' ? [each.target] : [],
  );
}

describe('ockle daemon --time virtual', () => {
  afterEach(stopDaemons);
  after(removeTempProjects);

  it('writes the same journal each time, in TypeScript and Python, with failures by the seed', async () => {
    const project = await makeProject(rackForAnHour);
    const first = await runVirtually(project, { for: '20m', seed: 3 });
    const second = await runVirtually(project, { for: '20m', seed: 3 });
    assert.equal(first.err, '');
    assert.equal(second.journal, first.journal);
    const actors = new Set(readJournal(first.journal).map(({ actor }) => actor.plugin));
    for (const plugin of ['AutoControl', 'Operator', 'Watcher']) assert.ok(actors.has(plugin));
    const other = await runVirtually(project, { for: '20m', seed: 4 });
    assert.notEqual(other.journal, first.journal);
  });

  it('runs an hour of AutoControl over 50 servers in seconds', async () => {
    const project = await makeProject(rackForAnHour);
    const started = performance.now();
    const { code, journal } = await runVirtually(project, { for: '1h' });
    const seconds = (performance.now() - started) / 1000;
    assert.equal(code, 0);
    assert.ok(seconds < 60, `${seconds} s`);
    const actions = readJournal(journal).filter(isAction);
    const switched = actions.filter(
      ({ actor, verb }) => actor.plugin === 'AutoControl' && verb === 'turnOn',
    );
    assert.ok(switched.length >= 50, `${switched.length} servers`);
    const times = actions.map(({ t }) => t);
    assert.ok((times.at(-1) ?? 0) - (times[0] ?? 0) > 0.9 * hour);
  });

  it('lets plugins run in order, whichever computes longer', async () => {
    const project = await makeProject(racers);
    const journals: string[] = [];
    for (const slow of ['slowFirst', 'slowSecond']) {
      await writeFile(join(project, slow), '');
      journals.push((await runVirtually(project, { for: '1s' })).journal);
      await rm(join(project, slow));
    }
    assert.equal(journals[1], journals[0]);
    assert.deepEqual(registrations(readJournal(journals[0] ?? '')), ['ofFirst', 'ofSecond']);
  });

  it('is what brings that order: real time has the faster one come first', async () => {
    const orders: (readonly string[])[] = [];
    for (const slow of ['slowFirst', 'slowSecond']) {
      const project = await makeProject({ ...racers, [slow]: '' });
      const { client } = await startDaemon(project);
      await client.run(['First', 'Second']);
      for (const plugin of ['First', 'Second'])
        await client.untilLine(plugin, `${plugin}: registered`);
      orders.push(registrations(await client.journal()).filter((name) => name.startsWith('of')));
    }
    assert.deepEqual(orders, [
      ['ofSecond', 'ofFirst'],
      ['ofFirst', 'ofSecond'],
    ]);
  });

  it('ends every wait at once when the plugins stop', async () => {
    const project = await makeProject({
      'etc/config.ini': config('Waits', 'WaitsToo'),
      'src/plugins/Waits.ts': `import { ModuleTemplate } from 'ockle';
import { setTimeout as later } from 'node:timers/promises';
export class Waits extends ModuleTemplate {
  override async run(): Promise<void> {
    await Promise.all([this.sleep(1e6), later(1e9), new Promise((resolve) => setTimeout(resolve, 1e9))]);
    this.debug(\`woke, running \${this.mainDaemon.running}\`);
  }
}
`,
      'src/plugins/WaitsToo.py': `from plugins.ModuleTemplate import ModuleTemplate
import threading
import time


class WaitsToo(ModuleTemplate):
    def run(self):
        other = threading.Thread(target=time.sleep, args=(1e6,))
        other.start()
        threading.Event().wait(1e6)
        other.join()
        self.debug("woke, running %s" % self.mainDaemon.running)
`,
    });
    const { code, out, err } = await runVirtually(project, { for: '1h' });
    assert.equal(code, 0);
    assert.doesNotMatch(err, /warning/);
    assert.match(out, /01:00:00 Waits: woke, running false/);
    assert.match(out, /01:00:00 WaitsToo: woke, running False/);
  });

  for (const [language, file, text] of [
    [
      'TypeScript',
      'Spins.ts',
      "import { ModuleTemplate } from 'ockle';\nexport class Spins extends ModuleTemplate {\n  override run(): void {\n    for (;;);\n  }\n}\n",
    ],
    [
      'Python',
      'Spins.py',
      'from plugins.ModuleTemplate import ModuleTemplate\n\n\nclass Spins(ModuleTemplate):\n    def run(self):\n        while True:\n            pass\n',
    ],
  ] as const) {
    it(`names a plugin that never waits, in ${language}`, async () => {
      const project = await makeProject({
        'etc/config.ini': `${config('Spins')}[limits]\ntime_patience = 1\n`,
        [`src/plugins/${file}`]: text,
      });
      const args = ['daemon', '--project', project, '--time', 'virtual', '--for', '1h'];
      const child = spawn(process.execPath, [join(distFolder(), 'cli.js'), ...args]);
      const ended = once(child, 'close');
      let err = '';
      child.stderr.on('data', (data: Buffer) => (err += data.toString()));
      while (!err.includes('Spins has not waited for 1 s')) await once(child.stderr, 'data');
      child.kill('SIGINT');
      await ended;
      assert.match(err, /so the time stands at 2000-01-01T00:00:00.000Z/);
    });
  }

  for (const [language, file, text, what] of [
    [
      'TypeScript',
      'Listens.ts',
      "import { ModuleTemplate } from 'ockle';\nimport { createServer } from 'node:net';\nexport class Listens extends ModuleTemplate {\n  override async run(): Promise<void> {\n    const server = createServer().listen(0, '127.0.0.1');\n    await this.sleep(600);\n    this.debug('ten minutes');\n    server.close();\n  }\n}\n",
      'uses the network',
    ],
    [
      'Python',
      'Listens.py',
      'from plugins.ModuleTemplate import ModuleTemplate\nimport socket\nimport threading\nimport time\n\n\nclass Listens(ModuleTemplate):\n    def run(self):\n        server = socket.create_server(("127.0.0.1", 0))\n        threading.Thread(target=server.accept, daemon=True).start()\n        time.sleep(600)\n        self.debug("ten minutes")\n',
      'waits in',
    ],
  ] as const) {
    it(`says that a plugin does what takes real time, and goes on, in ${language}`, async () => {
      const project = await makeProject({
        'etc/config.ini': config('Listens'),
        [`src/plugins/${file}`]: text,
      });
      const { out, err } = await runVirtually(project, { for: '1h' });
      assert.match(err, new RegExp(`It ${what}`));
      assert.match(out, /00:10:00 Listens: ten minutes/);
    });
  }

  it('passes as much time per second as the rate says', async () => {
    const project = await makeProject({ 'etc/config.ini': config('TimerPluginExample') });
    const args = [
      'daemon',
      '--project',
      project,
      '--time',
      'virtual',
      '--for',
      '30m',
      '--rate',
      '1800',
    ];
    const started = performance.now();
    const child = spawn(process.execPath, [join(distFolder(), 'cli.js'), ...args], {
      stdio: 'ignore',
    });
    await once(child, 'close');
    assert.ok(performance.now() - started >= 1000);
  });

  for (const [args, message] of [
    [['--time', 'soon'], '--time cannot be "soon"'],
    [['--time', 'held'], '--time held needs a client of the daemon that steps the time'],
    [['--time', 'held', '--rate', '0'], '--rate of held time cannot be 0'],
    [['--time', 'virtual', '--running'], '--running needs --time held'],
    [['--running'], '--seed, --rate and --running need --time virtual or held'],
    [['--seed', '1'], '--seed, --rate and --running need --time virtual or held'],
    [['--for', '1h'], '--for needs --time virtual'],
    [['--time', 'virtual', '--for', 'ever'], '--for cannot be "ever"'],
    [['--time', 'virtual', '--seed', 'x'], '--seed cannot be "x"'],
  ] as const) {
    it(`refuses ${args.join(' ')}`, async () => {
      const child = spawn(process.execPath, [
        join(distFolder(), 'cli.js'),
        'daemon',
        '--project',
        '.',
        ...args,
      ]);
      let err = '';
      child.stderr.on('data', (data: Buffer) => (err += data.toString()));
      await once(child, 'close');
      assert.equal(child.exitCode, 1);
      assert.ok(err.startsWith(message), err);
    });
  }
});
