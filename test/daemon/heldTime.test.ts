import assert from 'node:assert/strict';
import { RpcError } from '../../runtime/protocol/index.ts';
import { makeProject, removeTempProjects } from '../support/runtime/tempProject.ts';
import type { DaemonClient } from './support/daemonClient.ts';
import { startDaemon, stopDaemons } from './support/daemonClient.ts';
import { timers } from './support/samples.ts';
import { turn } from './support/turn.ts';

const line = 'I am a test plugin';
const plugins = ['TimerTwin', 'TimerPluginExample'] as const;

/** Texts of both plugins, in the order they came. */
function told(client: DaemonClient): readonly string[] {
  return client.lines.flatMap(({ plugin, text }) =>
    plugins.some((name) => name === plugin) && text.endsWith(line) ? [text] : [],
  );
}

const tick = plugins.map((plugin) => `${plugin}: ${line}`);

async function start(...args: readonly string[]) {
  const project = await makeProject(timers);
  const { client } = await startDaemon(project, { args });
  return client;
}

async function startHeld(): Promise<DaemonClient> {
  const client = await start('--time', 'held');
  await client.run(plugins);
  return client;
}

describe('a daemon whose time is held', () => {
  afterEach(stopDaemons);
  after(removeTempProjects);

  it('steps a TypeScript and a Python plugin from tick to tick', async () => {
    const client = await startHeld();
    const { now: began, rate } = await client.peer.request('holdTime', {});
    assert.equal(rate, 0);
    assert.deepEqual(told(client), tick);
    for (const ticks of [1, 2, 3]) {
      const { now, next } = await client.peer.request('stepTime', {});
      assert.deepEqual([now - began, next], [1000 * ticks, now + 1000]);
      assert.deepEqual(told(client), Array.from({ length: ticks + 1 }, () => tick).flat());
    }
  });

  it('lets as much time pass as a step says', async () => {
    const client = await startHeld();
    const { now: began } = await client.peer.request('holdTime', {});
    const short = await client.peer.request('stepTime', { ms: 999 });
    assert.deepEqual([short.now - began, short.next], [999, began + 1000]);
    assert.deepEqual(told(client), tick);
    const long = await client.peer.request('stepTime', { ms: 2001 });
    assert.deepEqual([long.now - began, long.next], [3000, began + 4000]);
    assert.deepEqual(told(client), [...tick, ...tick, ...tick, ...tick]);
  });

  it('goes by itself at the rate it is given, until it is held', async () => {
    const client = await startHeld();
    const { now: began } = await client.peer.request('holdTime', {});
    assert.equal((await client.peer.request('setTimeRate', { rate: 500 })).rate, 0);
    assert.equal((await client.peer.request('resumeTime', {})).rate, 500);
    for (const plugin of plugins) await client.untilLine(plugin, `${plugin}: ${line}`, 4);
    assert.equal((await client.peer.request('setTimeRate', { rate: 1000 })).rate, 1000);
    for (const plugin of plugins) await client.untilLine(plugin, `${plugin}: ${line}`, 6);
    const held = await client.peer.request('holdTime', {});
    assert.equal(held.rate, 0);
    const ticks = Math.floor((held.now - began) / 1000) + 1;
    assert.deepEqual(told(client), Array.from({ length: ticks }, () => tick).flat());
    assert.equal((await client.peer.request('holdTime', {})).now, held.now);
  });

  it('is told to its client when it is held, goes on, goes faster or has been stepped', async () => {
    const client = await startHeld();
    const told = () =>
      client.told.flatMap(({ kind, note }) =>
        kind === 'time' && note.mode === 'held' ? [note] : [],
      );
    const { now: began } = await client.peer.request('holdTime', {});
    await client.until('the time at the beginning', () => told().some(({ now }) => now === began));
    const step = await client.peer.request('stepTime', { ms: 1500 });
    assert.deepEqual(told().at(-1), { mode: 'held', ...step });
    await client.peer.request('resumeTime', {});
    assert.equal(told().at(-1)?.rate, 1);
    await client.peer.request('setTimeRate', { rate: 250 });
    assert.equal(told().at(-1)?.rate, 250);
    const held = await client.peer.request('holdTime', {});
    assert.deepEqual(told().at(-1), { mode: 'held', ...held });
  });

  it('goes by itself from the beginning when it is told to, and can be held then', async () => {
    const client = await start('--time', 'held', '--running', '--rate', '1000');
    const { rate } =
      client.told.flatMap(({ kind, note }) => (kind === 'time' ? [note] : []))[0] ?? {};
    assert.equal(rate, 1000);
    await client.run(plugins);
    for (const plugin of plugins) await client.untilLine(plugin, `${plugin}: ${line}`, 4);
    const held = await client.peer.request('holdTime', {});
    assert.equal(held.rate, 0);
    const ticks = told(client).length;
    assert.equal((await client.peer.request('holdTime', {})).now, held.now);
    assert.equal(told(client).length, ticks);
  });

  for (const rate of [1, 10, 1000]) {
    it(`goes smoothly at a rate of ${rate}, and lets its plugins tick alike`, async () => {
      const client = await startHeld();
      await client.peer.request('setTimeRate', { rate });
      await client.peer.request('resumeTime', {});
      for (const plugin of plugins) await client.untilLine(plugin, `${plugin}: ${line}`, 3);
      await client.peer.request('holdTime', {});
      const [first = [], second = []] = plugins.map((plugin) => client.linesOf(plugin));
      assert.ok(Math.abs(first.length - second.length) <= 1);
    });
  }

  it('steps the daemon’s own waits, and has nothing to step to where nobody waits', async () => {
    const project = await makeProject({
      'etc/config.ini': '[main]\n[plugins]\npluginList = []\n[servers]\nmax_startup_time = 30\n',
      'etc/outlets/rack.ini': '[pdu]\ntype = Dummy\n',
      'etc/testers/never.ini': '[tester]\ntype = Ping\nhost = 127.0.0.1\n',
      'etc/servers/db.ini':
        '[server]\noutlets = ["first", "second"]\n[first]\npdu = rack\nsocket = 1\n[second]\npdu = rack\nsocket = 2\n',
    });
    const { client } = await startDaemon(project, { args: ['--time', 'held'] });
    const idle = await client.peer.request('stepTime', {});
    assert.equal(idle.next, null);
    assert.equal((await client.peer.request('stepTime', {})).now, idle.now);
    const switched = client.peer.request('act', turn('db', 'on'));
    // The inrush gap of the PDU lies between its two outlets.
    let { now, next } = await client.peer.request('holdTime', {});
    assert.notEqual(next, null);
    while (next !== null) ({ now, next } = await client.peer.request('stepTime', {}));
    assert.equal((await switched).outcome.kind, 'done');
    assert.ok(now > idle.now);
  });

  for (const [what, request] of [
    ['step', { method: 'stepTime', params: { ms: 0 } }],
    ['step', { method: 'stepTime', params: { ms: 400 * 86_400_000 } }],
    ['rate', { method: 'setTimeRate', params: { rate: 0.5 } }],
    ['rate', { method: 'setTimeRate', params: { rate: 1001 } }],
  ] as const) {
    it(`refuses a ${what} of ${JSON.stringify(request.params)}`, async () => {
      const client = await start('--time', 'held');
      const { method, params } = request;
      const asked =
        method === 'stepTime'
          ? client.peer.request(method, params)
          : client.peer.request(method, params);
      await assert.rejects(asked, (error: unknown) => {
        assert.ok(error instanceof RpcError);
        assert.equal(error.code, 'time-out-of-range');
        assert.match(error.message, new RegExp(`^A ${what} cannot be `));
        return true;
      });
    });
  }

  for (const args of [[], ['--time', 'virtual']] as const) {
    it(`refuses to be moved in ${args[1] ?? 'real'} time`, async () => {
      const { peer } = await start(...args);
      const requests = [
        peer.request('holdTime', {}),
        peer.request('stepTime', {}),
        peer.request('resumeTime', {}),
        peer.request('setTimeRate', { rate: 2 }),
      ];
      for (const asked of requests) {
        await assert.rejects(asked, (error: unknown) => {
          assert.ok(error instanceof RpcError);
          assert.equal(error.code, 'time-not-held');
          assert.match(error.message, new RegExp(`is ${args[1] ?? 'real'}, `));
          return true;
        });
      }
    });
  }
});
