import assert from 'node:assert/strict';
import { relative } from 'node:path';
import type { Entry } from '../../runtime/protocol/index.ts';
import { makeProject, removeTempProjects } from '../support/runtime/tempProject.ts';
import { startDaemon, stopDaemons } from './support/daemonClient.ts';
import { rack } from './support/samples.ts';

const typeScript = `import { ModuleTemplate, type MainDaemon } from 'ockle';
import { switchOutlet } from './lib/helper.ts';

export class Sample extends ModuleTemplate {
  constructor(mainDaemon: MainDaemon) {
    super(mainDaemon);
    void mainDaemon.communicationHandler.AddCommandToList('sampleOff', async () => {
      await this.mainDaemon.servers.turnOffServer('db'); // by command
      return { done: 'yes' };
    }, 'Turns db off.');
  }

  override async run(): Promise<void> {
    await this.mainDaemon.servers.turnOnServer('db'); // by run
    await switchOutlet(this.mainDaemon);
    await new Promise<void>((resolve, reject) => {
      setTimeout(() => {
        const [test] = this.mainDaemon.servers.getServer('web')!.getTests();
        test!.runTest().then(() => resolve(), reject); // by timer
      }, 10);
    });
    await this.mainDaemon.communicationHandler.sendCommand('sampleOff'); // the call
    this.debug('done');
  }
}
`;

const typeScriptHelper = `import type { MainDaemon } from 'ockle';

export async function switchOutlet(mainDaemon: MainDaemon): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  const [outlet] = mainDaemon.servers.getServer('db')!.getOutlets();
  await outlet!.setState(true); // by helper
}
`;

const python = `import threading
from plugins.ModuleTemplate import ModuleTemplate
from helper import switch_outlet


class Sample(ModuleTemplate):
    def __init__(self, MainDaemon):
        ModuleTemplate.__init__(self, MainDaemon)
        self.mainDaemon.communicationHandler.AddCommandToList("sampleOff", self.off)  # register
        self.tested = threading.Event()

    def off(self, dataDict):
        self.mainDaemon.servers.turnOffServer("db")  # by command
        return {"done": "yes"}

    def test(self):
        self.mainDaemon.servers.getServer("web").getTests()[0].runTest()  # by timer
        self.tested.set()

    def run(self):
        self.mainDaemon.servers.turnOnServer("db")  # by run
        switch_outlet(self.mainDaemon)
        threading.Timer(0.01, self.test).start()
        self.tested.wait()
        self.mainDaemon.communicationHandler.sendCommand("sampleOff")  # the call
        self.debug("done")
`;

const pythonHelper = `def switch_outlet(mainDaemon):
    mainDaemon.servers.getServer("db").getOutlets()[0].setState(True)  # by helper
`;

const languages = {
  TypeScript: {
    files: { 'src/plugins/Sample.ts': typeScript, 'src/plugins/lib/helper.ts': typeScriptHelper },
    register: "AddCommandToList('sampleOff'",
  },
  Python: {
    files: { 'src/plugins/Sample.py': python, 'src/plugins/helper.py': pythonHelper },
    register: '# register',
  },
} as const;

describe('The journal', () => {
  afterEach(stopDaemons);
  after(removeTempProjects);

  for (const [language, { files, register }] of Object.entries(languages)) {
    it(`knows cause and line of all that a ${language} plugin does`, async () => {
      const config = '[main]\n[servers]\nmax_startup_time = 0\n';
      const project = await makeProject({ ...rack, 'etc/config.ini': config, ...files });
      const { client } = await startDaemon(project);
      await client.run(['Sample']);
      await client.untilLine('Sample', 'Sample: done');
      const entries = await client.journal();
      const acts = entries.filter(({ actor }) => actor.kind === 'plugin');
      for (const entry of acts) {
        assert.ok(entry.cause !== null && entry.actor.file && entry.actor.line, shown(entry));
        assert.equal(entry.outcome?.kind, 'done', shown(entry));
      }
      const mark = (text: string): string => placeOf(files, text);
      const at = ({ actor }: Entry): string =>
        `${relative(project, actor.file ?? '')}:${actor.line ?? 0}`;
      assert.deepEqual(
        acts.map((entry) => `${entry.verb} ${entry.target} ${at(entry)}`).toSorted(),
        [
          `registerCommand sampleOff ${mark(register)}`,
          `turnOn db ${mark('by run')}`,
          `setOutlet db/psu ${mark('by helper')}`,
          `runTest web/ping ${mark('by timer')}`,
          `command sampleOff ${mark('the call')}`,
          `turnOff db ${mark('by command')}`,
        ].toSorted(),
      );
      const bySeq = new Map(entries.map((entry) => [entry.seq, entry]));
      const causes = (entry: Entry): readonly string[] => {
        const cause = bySeq.get(entry.cause ?? 0);
        return cause ? [cause.verb, ...causes(cause)] : [];
      };
      for (const entry of acts) {
        const expected = entry.verb === 'turnOff' ? ['command', 'startPlugin'] : ['startPlugin'];
        assert.deepEqual(causes(entry), expected, shown(entry));
      }
    });

    it(`knows that a client's command led to what a ${language} handler did`, async () => {
      const config = '[main]\n[servers]\nmax_startup_time = 0\n';
      const project = await makeProject({ ...rack, 'etc/config.ini': config, ...files });
      const { client } = await startDaemon(project);
      await client.run(['Sample']);
      await client.untilLine('Sample', 'Sample: done');
      const { seq: last = 0 } = (await client.journal()).at(-1) ?? {};
      const call = { command: 'sampleOff', data: null };
      const { reply } = await client.peer.request('callCommand', call);
      assert.deepEqual(reply, { done: 'yes' });
      const { entries } = await client.peer.request('journal', { after: last });
      assert.deepEqual(
        entries.map(({ verb, actor, cause }) => [verb, actor.kind, cause]),
        [
          ['command', 'panel', null],
          ['turnOff', 'plugin', last + 1],
        ],
      );
    });
  }
});

/** File and 1-based line of the one place that has the text. */
function placeOf(files: Readonly<Record<string, string>>, text: string): string {
  for (const [path, content] of Object.entries(files)) {
    const line = content.split('\n').findIndex((each) => each.includes(text));
    if (line >= 0) return `${path}:${line + 1}`;
  }
  throw new Error(`No line has ${text}`);
}

function shown(entry: Entry): string {
  return JSON.stringify(entry);
}
