import assert from 'node:assert/strict';
import { openBench, type Bench } from './support/pluginBench.ts';
import { temporaryProject, type TemporaryProject } from './support/temporaryProject.ts';

const head = 'from plugins.ModuleTemplate import ModuleTemplate\n';

describe('A Python plugin', () => {
  let bench: Bench;
  let folder: TemporaryProject | undefined;

  /** Starts class `Main` of a project with these files. */
  async function run(files: Readonly<Record<string, string>>): Promise<Bench> {
    folder = await temporaryProject(files);
    bench = await openBench('Main', 'python', {
      project: folder.path,
      config: { wait_time: { default: 0 }, max_start_attepmts: { default: 3 } },
    });
    await bench.run();
    return bench;
  }

  afterEach(async () => {
    await bench.instance.stop();
    await folder?.[Symbol.asyncDispose]();
    folder = undefined;
  });

  it('shows what it prints, logs and warns of with its line', async () => {
    bench = await openBench('Prints', 'python');
    const { heard, line } = bench;
    await bench.run();
    await bench.instance.stop();
    const lines = heard.of('line').map((each) => each.line);
    const at = (text: string): unknown => lines.find((each) => each.text.includes(text))?.source;
    for (const [text, mark] of [
      ['at import', 'import'],
      ['printed 1!', 'print'],
      ['logged', 'logging'],
      ['UserWarning: warned', 'warnings'],
      ['written', 'stderr'],
      ['from a thread', 'thread'],
    ] as const) {
      assert.deepEqual(at(text), line(mark), text);
    }
    const printed = lines.filter(({ stream }) => stream === 'stdout').map(({ text }) => text);
    const inOrder = printed.filter((text) => text !== 'past Python');
    assert.deepEqual(inOrder, ['at import', 'printed 1!', 'from a thread', 'one line', 'rest']);
    assert.ok(printed.includes('past Python'));
  });

  it('runs its command handlers one at a time', async () => {
    bench = await openBench('Turns', 'python');
    await bench.run();
    const calls = Array.from({ length: 8 }, () => bench.instance.call('count', null, 20));
    assert.deepEqual((await Promise.all(calls)).at(-1), { most: 1 });
  });

  it('goes on answering when one handler never ends', async () => {
    bench = await openBench('Turns', 'python');
    await bench.run();
    bench.instance.call('never', null, 20).catch(() => undefined);
    assert.deepEqual(await bench.instance.call('count', null, 21), { most: 1 });
  });

  it('sees servers, outlets, controls and tests as instances of Ockle’s classes', async () => {
    const { heard } = await run({
      'src/plugins/Main.py': `${head}
from networkTree.ServerNetwork import ServerNetwork
from networkTree.ServerNode import ServerNode
from networkTree.ServerNetworkFactory import ServerNetworkFactory
from networkTree.Exceptions import DependencyException
from OutletTemplate import OutletTemplate
import outlets.OutletTemplate, sys
sys.path.insert(0, "../common")

class Main(ModuleTemplate):
    def run(self):
        servers = self.mainDaemon.servers
        server = servers.getRoot()
        print(isinstance(servers, ServerNetwork), isinstance(server, ServerNode))
        print(isinstance(server.getOutlet(0), OutletTemplate), OutletTemplate is outlets.OutletTemplate.OutletTemplate)
        print(servers.graph.nodes(), servers.graph.edges(), servers.graph.node_attributes("db1") is server)
        network = ServerNetworkFactory(self.mainDaemon).buildNetwork(self.mainDaemon.ETC_DIR)
        try:
            network.addDependency("db1", "web1")
        except DependencyException as error:
            print(error.list)
        print([plugin.__class__.__name__ for plugin in self.mainDaemon.plugins])
`,
    });
    await heard.until(() => heard.lines('stdout').length === 5 || heard.phases.includes('failed'));
    assert.deepEqual(heard.lines('stdout'), [
      'True True',
      'True True',
      "['db1', 'web1'] [('db1', 'web1')] True",
      "['db1', 'web1']",
      "['Main']",
    ]);
  });

  for (const [code, message] of [
    ['servers.addDependency("a", "b")', 'are what etc/servers says'],
    ['servers.getRoot().setName("x")', 'rename .*db1.ini'],
    ['servers.getRoot().incrementStartAttempt()', 'The daemon counts attempts'],
    ['self.mainDaemon.plugins[0].workers', 'Main runs in a process of its own'],
    ['self.getConfigVar("NOBODY")', 'NOBODY is set neither'],
    ['__import__("plugins.Logger").Logger.Logger(self.mainDaemon)', 'not written yet'],
    ['__import__("plugins.SocketListener").SocketListener.SocketListener(0)', 'ships with Ockle'],
  ] as const) {
    it(`is told what to do instead of ${code}`, async () => {
      const { heard, instance } = await run({
        'src/plugins/Main.py': `${head}
class Main(ModuleTemplate):
    def run(self):
        servers = self.mainDaemon.servers
        ${code}
`,
      });
      await heard.untilPhase('failed');
      assert.ok(instance.phase.kind === 'failed');
      assert.match(instance.phase.failure.message, new RegExp(message));
      assert.equal(instance.phase.failure.source?.line, 6);
    });
  }

  it('is one module, however its siblings import it', async () => {
    const { heard } = await run({
      'src/plugins/Main.py': `${head}
import helper
import plugins.helper
import RackOutlet
from outlets.RackOutlet import RackOutlet as Outlet
class Main(ModuleTemplate):
    def run(self):
        import Main as again
        import plugins.Main
        print(helper is plugins.helper, again is plugins.Main, RackOutlet.RackOutlet is Outlet)
`,
      'src/plugins/helper.py': 'print("helper is imported")\n',
      'src/outlets/RackOutlet.py':
        'from OutletDummy import Dummy\nclass RackOutlet(Dummy):\n    """A rack"""\n',
    });
    await heard.untilLine('True');
    assert.deepEqual(heard.lines('stdout'), ['helper is imported', 'True True True']);
  });

  it('extends the plugins that Ockle ships', async () => {
    const { heard, instance } = await run({
      'src/plugins/Main.py':
        'from plugins.AutoControl import AutoControl\nclass Main(AutoControl):\n    pass\n',
      // Code for Python 2 does not count.
      'src/plugins/AutoControl.py': 'print "old"\n',
    });
    await heard.until(() => heard.of('act').length === 1);
    assert.deepEqual(await instance.call('switchNetwork', { state: 'True' }, 20), {
      status: 'OK, switching on',
    });
    await heard.until(() => heard.of('act').length === 3);
    const acts = heard.of('act').map(({ act, cause }) => [act.verb, act.target, cause]);
    assert.deepEqual(acts, [
      ['updateNetwork', '', 11],
      ['turnOn', 'db1', 20],
      ['turnOn', 'web1', 20],
    ]);
    while ((await instance.call('getAutoControlStatus', null, 21))['status'] !== 'off');
    assert.deepEqual(
      heard.lines('debug').filter((text) => text.startsWith('Main: Turning')),
      ['Main: Turning on db1', 'Main: Turning on web1'],
    );
  });

  it('gives up when nothing gets further', async () => {
    folder = await temporaryProject({
      'src/plugins/Main.py': `from plugins.AutoControl import AutoControl
class Main(AutoControl):
    def run(self):
        print(self.turnOnSequence(), self.isEnabled())
`,
    });
    bench = await openBench('Main', 'python', {
      project: folder.path,
      config: { wait_time: { default: 0 }, max_start_attepmts: { default: 3 } },
    });
    const { heard } = bench;
    heard.refusal = { kind: 'refused', rule: 'armed', reason: 'Not now.' };
    await bench.run();
    await heard.untilLine('True False');
    const refused = 'Main: db1 was not turned on: turnOn of db1 was refused: Not now.';
    assert.deepEqual(heard.lines('debug'), [
      ...Array.from({ length: 3 }, () => ['Main: Turning on db1', refused]).flat(),
      'Main: Nothing can be turned on any more',
    ]);
  });

  it('finds the classes of the project', async () => {
    const { heard } = await run({
      'src/plugins/Main.py': `${head}
from straight.plugin import load
from outlets.OutletTemplate import OutletTemplate
class Main(ModuleTemplate):
    def run(self):
        print([found.__name__ for found in load("outlets", subclasses=OutletTemplate)])
`,
      'src/outlets/Rack.py':
        'from outlets.OutletDummy import Dummy\nclass Rack(Dummy):\n    pass\n',
      'src/outlets/Broken.py': 'print "old"\n',
    });
    await heard.until(() => heard.lines('stdout').length > 0);
    assert.deepEqual(heard.lines('stdout'), ["['Dummy', 'DummyWithCPU', 'Raritan', 'Rack']"]);
    assert.match(heard.lines('stderr').join('\n'), /^outlets\.Broken cannot be imported: /);
  });
});
