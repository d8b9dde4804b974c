import assert from 'node:assert/strict';
import { renderServers } from '../support/runtime/renderServers.ts';
import { makeProject, removeTempProjects } from '../support/runtime/tempProject.ts';
import { DaemonClient, startDaemon, stopDaemons } from './support/daemonClient.ts';
import { rack, timers } from './support/samples.ts';
import { turn } from './support/turn.ts';

/** The tree as a client sees it: parts, then deltas. */
function tree(client: DaemonClient): string {
  const servers = new Map(
    client.told.flatMap((each) =>
      each.kind === 'networkPart' ? each.note.servers.map((server) => [server.name, server]) : [],
    ),
  );
  for (const each of client.told) {
    if (each.kind !== 'networkDelta') continue;
    for (const server of each.note.changed) servers.set(server.name, server);
  }
  return renderServers([...servers.values()]);
}

describe('Servers', () => {
  afterEach(stopDaemons);
  after(removeTempProjects);

  const project = () => makeProject({ ...timers, ...rack });

  it('are shown in dependency order, as their devices were read and with no test run', async () => {
    const { client } = await startDaemon(await project());
    assert.equal(
      tree(client),
      [
        'db: OFF',
        '  psu Dummy: OFF (off)',
        'web needs db: OFF',
        '  psu Dummy: OFF (off)',
        '  softoff Dummy: OK (on)',
        '  ping Dummy: Did not initiate yet',
      ].join('\n'),
    );
  });

  it('are turned on after what they need, and off before it', async () => {
    const { client } = await startDaemon(await project());
    const switchServer = async (server: string, to: 'on' | 'off') =>
      (await client.peer.request('act', turn(server, to))).outcome;
    assert.deepEqual(await switchServer('web', 'on'), {
      kind: 'refused',
      rule: 'dependencies',
      reason: 'web needs db (OFF). Turn on what it needs first.',
    });
    assert.equal((await switchServer('db', 'on')).kind, 'done');
    const outcome = await switchServer('web', 'on');
    assert.deepEqual(
      { ...outcome, ms: 0 },
      {
        kind: 'done',
        requested: 'OK',
        observed: 'OK',
        before: 'OFF',
        after: 'OK',
        ms: 0,
      },
    );
    assert.equal(
      tree(client),
      [
        'db: OK',
        '  psu Dummy: OK (on)',
        'web needs db: OK',
        '  psu Dummy: OK (on)',
        '  softoff Dummy: OK (on)',
        '  ping Dummy: SUCCEEDED',
      ].join('\n'),
      'the answer comes after the changes',
    );
    assert.deepEqual(await switchServer('db', 'off'), {
      kind: 'refused',
      rule: 'dependencies',
      reason: 'db is needed by web (OK). Turn off what needs it first.',
    });
    assert.equal((await switchServer('web', 'off')).kind, 'done');
    assert.equal((await switchServer('db', 'off')).kind, 'done');
  });

  it('pass through every state on their way, numbered by one', async () => {
    const { client } = await startDaemon(await project());
    await client.peer.request('act', turn('db', 'on'));
    const deltas = client.told.flatMap((each) => (each.kind === 'networkDelta' ? [each.note] : []));
    const states = deltas.map(({ changed }) => changed[0]?.opState);
    assert.equal(states[0], 'Switching on');
    assert.equal(states.at(-1), 'OK');
    const first = deltas[0]?.seq ?? 0;
    assert.deepEqual(
      deltas.map(({ seq }) => seq),
      deltas.map((_, at) => first + at),
    );
  });

  it('are not switched twice at the same time', async () => {
    const slow = '[main]\n[servers]\nmax_startup_time = 0.2\n';
    const { client } = await startDaemon(await makeProject({ ...rack, 'etc/config.ini': slow }));
    const first = client.peer.request('act', turn('db', 'on'));
    const second = await client.peer.request('act', turn('db', 'off'));
    assert.deepEqual(second.outcome, {
      kind: 'refused',
      rule: 'busy',
      reason: 'db is being switched on right now. Try again when that has ended.',
    });
    assert.equal((await first).outcome.kind, 'done');
  });

  it('do not keep the daemon from ending while they are switched', async () => {
    const slow = '[main]\n[servers]\nmax_startup_time = 1000\n';
    const { client } = await startDaemon(await makeProject({ ...rack, 'etc/config.ini': slow }));
    const switching = client.peer.request('act', turn('db', 'on'));
    await client.until('the first change', () => tree(client).includes('Switching on'));
    await client.peer.request('shutdown', {});
    assert.equal((await switching).outcome.kind, 'done');
    assert.ok(tree(client).startsWith('db: Failed to start start 1'));
  });

  it('that do not exist fail with what is wrong', async () => {
    const { client } = await startDaemon(await project());
    const { outcome } = await client.peer.request('act', turn('x', 'on'));
    assert.deepEqual(outcome, {
      kind: 'failed',
      code: 'server-unknown',
      message: 'There is no server "x".',
    });
  });
});

describe('A plugin that turns a server on', () => {
  afterEach(stopDaemons);
  after(removeTempProjects);

  const sources = {
    'Switcher.ts': `import { ModuleTemplate } from 'ockle';
export class Switcher extends ModuleTemplate {
  override async run(): Promise<void> {
    const { servers } = this.mainDaemon;
    for (let turn = 0; turn < 20; turn++) {
      const on = await servers.turnOnServer('db');
      const seen = servers.getServer('db')?.getOpState();
      const off = await servers.turnOffServer('db');
      this.debug([on, seen, off, servers.getServer('db')?.getOutlets()[0]?.getState()].join(' '));
    }
    await servers.turnOnServer('web').catch((error: Error) => this.debug(error.message));
  }
}
`,
    'Switcher.py': `from plugins.ModuleTemplate import ModuleTemplate
class Switcher(ModuleTemplate):
    def run(self):
        servers = self.mainDaemon.servers
        for turn in range(20):
            servers.turnOnServer("db")
            seen = servers.getServer("db").getOpState()
            servers.turnOffServer("db")
            off = servers.getServer("db").getOpState()
            state = servers.getServer("db").getOutlets()[0].getState()
            self.debug(" ".join([seen, seen, off, str(state).lower()]))
        try:
            servers.turnOnServer("web")
        except Exception as e:
            self.debug(e)
`,
  };
  for (const [file, source] of Object.entries(sources)) {
    it(`sees each change as soon as its action has ended (${file})`, async () => {
      const config = '[main]\n[servers]\nmax_startup_time = 0\n';
      const path = `src/plugins/${file}`;
      const files = { ...rack, 'etc/config.ini': config, [path]: source };
      const { client } = await startDaemon(await makeProject(files));
      await client.run(['Switcher']);
      await client.until('the refusal', () => client.linesOf('Switcher').length === 21);
      const lines = client.linesOf('Switcher');
      assert.deepEqual(new Set(lines.slice(0, 20)), new Set(['Switcher: OK OK OFF false']));
      assert.match(lines[20] ?? '', /turnOn of web was refused: web needs db \(OFF\)/);
    });
  }
});

describe('A client of another version', () => {
  afterEach(stopDaemons);
  after(removeTempProjects);

  it('is told both versions', async () => {
    const client = new DaemonClient(await makeProject(timers), [], {});
    await assert.rejects(client.peer.request('initialize', { protocol: 99, client: 'test' }), {
      code: 'protocol-differs',
      message: /version 99 .* version 2\b/,
    });
    await client.stop();
  });
});
