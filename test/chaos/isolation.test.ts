import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { removeTempProjects } from '../support/runtime/tempProject.ts';
import { ChaosDaemon, isLong } from './support/chaosDaemon.ts';
import { listeningPorts, residentBytes } from './support/processes.ts';

const MiB = 1024 * 1024;

/** A project's limits; the rest of its config.ini is empty. */
const limits = (...lines: readonly string[]) => ({
  'etc/config.ini': ['[main]', '[servers]', 'max_startup_time = 0', '[limits]', ...lines, ''].join(
    '\n',
  ),
});

describe('A daemon among bad plugins', () => {
  let daemon: ChaosDaemon;

  afterEach(async () => {
    await daemon.end();
    await removeTempProjects();
  });

  /** Milliseconds of the slowest but one in twenty calls. */
  async function slownessOf(calls: number): Promise<number> {
    const times: number[] = [];
    for (let call = 0; call < calls; call++) {
      const started = performance.now();
      await daemon.count();
      times.push(performance.now() - started);
    }
    return times.sort((a, b) => a - b)[Math.floor(calls * 0.95)] ?? 0;
  }

  /** The least of three tries, for the rest of the machine may be busy, too. */
  async function slowness(): Promise<number> {
    const tries: number[] = [];
    for (let round = 0; round < 3; round++) tries.push(await slownessOf(isLong ? 1000 : 200));
    return Math.min(...tries);
  }

  /** How slow the calls are while as many processes spin that the daemon knows nothing of. */
  async function slownessBeside(spinners: number): Promise<number> {
    const strangers = Array.from({ length: spinners }, () =>
      spawn(process.execPath, ['-e', 'console.log(); for (;;);'], {
        stdio: ['ignore', 'pipe', 'inherit'],
      }),
    );
    await Promise.all(strangers.map(({ stdout }) => once(stdout, 'data')));
    const found = await slowness();
    const ends = strangers.map((stranger) => once(stranger, 'exit'));
    for (const stranger of strangers) stranger.kill('SIGKILL');
    await Promise.all(ends);
    return found;
  }

  it('answers while four plugins spin, though they themselves answer nothing', async () => {
    daemon = await ChaosDaemon.start(limits('call_time = 5', 'stop_time = 0.2', 'hang_time = 0.5'));
    const spinners = ['Spin', 'MicrotaskSpin', 'SpinPy', 'JsonLoopPy'];
    const beside = await slownessBeside(spinners.length);
    for (const plugin of spinners) await daemon.run(plugin);
    const busy = await slowness();
    assert.ok(busy < 50 + 5 * beside, `${busy} ms, ${beside} ms beside strangers`);
    // The control: a spinning loop does hold up whatever shares it.
    await daemon.run('SpinAfterwards');
    await daemon.client.until('one that spins', () => daemon.info('SpinAfterwards')?.health);
    await assert.rejects(daemon.command('askSpinner'), { code: 'deadline' });
    await daemon.untilCounts();
  });

  it('kills a bomb soon after its limit, and not without one', async () => {
    daemon = await ChaosDaemon.start(limits('memory = 100000', 'stop_time = 0.2'));
    const { pid = 0 } = await daemon.run('BufferBomb');
    while (residentBytes(pid) < 600 * MiB) await wait(5);
    assert.equal(daemon.info('BufferBomb')?.phase.kind, 'running');
    await daemon.stop('BufferBomb');
    await daemon.end();
    daemon = await ChaosDaemon.start();
    const before = await daemon.liveBytes();
    // It grows while the daemon works, and so not while the daemon waits for a processor.
    const { pid: bounded = 0 } = await daemon.run('PacedBomb');
    let most = 0;
    const failed = () => daemon.info('PacedBomb')?.phase.kind === 'failed';
    while (!failed()) {
      most = Math.max(most, residentOrNothing(bounded));
      await wait(5);
    }
    assert.ok(most < (256 + 128) * MiB, `${most / MiB} MiB`);
    const grown = (await daemon.liveBytes()) - before;
    assert.ok(grown < 10 * MiB, `${grown / MiB} MiB`);
  });

  it('bears a plugin that makes 100,000 calls at once, past its own host', async () => {
    daemon = await ChaosDaemon.start(limits('hang_time = 60'));
    const before = await daemon.liveBytes();
    await daemon.run('FloodRpcRaw');
    let most = 0;
    const heard = daemon.untilHears('FloodRpcRaw', /^FloodRpcRaw: called$/).then(() => true);
    while (!(await Promise.race([heard, wait(20, false)]))) {
      await daemon.count();
      most = Math.max(most, await daemon.liveBytes());
    }
    // The plugin reads no refusal before it has called, so that what is kept of each has to be little.
    assert.ok(most - before < 32 * MiB, `${(most - before) / MiB} MiB`);
    await daemon.untilCounts();
  });

  for (const suffix of ['', 'Py'] as const) {
    it(`refuses replies of Replies${suffix} that cannot be, and settles each call`, async () => {
      daemon = await ChaosDaemon.start();
      const plugin = `Replies${suffix}`;
      await daemon.run(plugin);
      const before = await daemon.liveBytes();
      for (const [command, why] of [
        ['huge', /1048576/],
        ['cyclic', /[Cc]ircular/],
        ['deep', /more than 32 lists and objects/],
      ] as const) {
        await assert.rejects(daemon.command(command + suffix), why);
        assert.deepEqual(await daemon.command(`fine${suffix}`), { fine: true });
      }
      const grown = (await daemon.liveBytes()) - before;
      assert.ok(grown < 8 * MiB, `${grown / MiB} MiB`);
      const polluted = await daemon.command(`pollute${suffix}`);
      assert.equal(Object.getPrototypeOf({}), Object.prototype);
      assert.deepEqual(Object.keys(polluted).sort(), ['__proto__', 'constructor', 'toString']);
      assert.equal(Reflect.has({}, 'polluted'), false);
      const late = daemon.command(`late${suffix}`).then(
        () => 'answered',
        () => 'refused',
      );
      await daemon.stop(plugin);
      assert.match(await late, /answered|refused/);
      for (const command of ['late', 'fine', 'constructor', 'toString', '__proto__']) {
        await assert.rejects(daemon.command(command + suffix), { code: 'command-unknown' });
      }
      await daemon.untilCounts();
    });
  }

  it('leaves nothing to obey of what plugins write, and cuts what is too long', async () => {
    daemon = await ChaosDaemon.start();
    for (const suffix of ['', 'Py']) {
      await daemon.run(`FloodAnsi${suffix}`);
      await daemon.untilHears(`FloodAnsi${suffix}`, /flooded$/);
      await daemon.run(`FloodLongline${suffix}`);
      await daemon.untilHears(`FloodLongline${suffix}`, /^next$/);
      await daemon.untilHears(`FloodAnsi${suffix}`, /^red link end$/);
      await daemon.untilHears(`FloodLongline${suffix}`, /^x{65536} … \(cut: .* 64 KiB\)$/);
    }
    const texts = daemon.client.lines.map(({ text }) => text).join('');
    assert.equal(texts.includes('\u001b') || texts.includes('\u0000'), false);
  });

  for (const suffix of ['', 'Py'] as const) {
    it(`counts every line of FloodLines${suffix} that it leaves out`, async () => {
      daemon = await ChaosDaemon.start();
      const plugin = `FloodLines${suffix}`;
      await daemon.run(plugin);
      await daemon.untilHears(plugin, /^line 199999$/);
      const lines = daemon.client.linesOf(plugin);
      const dropped = lines.flatMap((text) => /^… (\d+) lines are left out/.exec(text)?.[1] ?? []);
      const sum = dropped.reduce((total, count) => total + Number(count), 0);
      const own = daemon.client.lines.filter(
        ({ plugin: who, text }) => who === plugin && /^line \d+$|: flooded$/.test(text),
      );
      // The record of the log may still wait, or be among those left out.
      assert.ok([200_000, 200_001].includes(sum + own.length), String(sum + own.length));
    });
  }

  it('kills what is unresponsive where its limits say so', async () => {
    daemon = await ChaosDaemon.start(limits('hang_time = 2', 'kill_hung = 0.5'));
    for (const plugin of ['Spin', 'RedosPy']) {
      await daemon.run(plugin);
      await daemon.client.until(`the end of ${plugin}`, () => {
        const phase = daemon.info(plugin)?.phase;
        return phase?.kind === 'failed' && phase.failure.code === 'plugin-hung';
      });
    }
  });

  it('takes no debugged plugin for a hung one, and listens on this machine only', async () => {
    daemon = await ChaosDaemon.start(limits('hang_time = 2', 'kill_hung = 0.5'));
    void daemon.client.run(['OkTimer'], true).catch(() => undefined);
    const { pid = 0 } = await daemon.client.until('a plugin that waits', () => {
      const info = daemon.info('OkTimer');
      return info?.phase.kind === 'waitingForDebugger' && info;
    });
    // Twice as long as anything else that is so still would live.
    await wait(5000);
    assert.deepEqual(daemon.problems('OkTimer'), []);
    assert.equal(daemon.info('OkTimer')?.phase.kind, 'waitingForDebugger');
    const ports = listeningPorts(pid);
    assert.ok(ports.length > 0);
    for (const port of ports) assert.match(port, /^0100007F:/);
    // The control: without its debugger the same stillness is a hang.
    await daemon.run('Deadlock');
    await daemon.client.until(
      'the end of Deadlock',
      () => daemon.info('Deadlock')?.phase.kind === 'failed',
    );
  });

  it('takes no idle plugin for a hung one beside a busy one', async () => {
    daemon = await ChaosDaemon.start(limits('stop_time = 0.2'));
    const idle = [
      'OkTimer',
      'OkTimerPy',
      'LeakTimers',
      'ForkBombLite',
      'ManyThreadsPy',
      'OkBusyAsync',
    ];
    for (const plugin of [...idle, 'Spin']) await daemon.run(plugin);
    await daemon.client.until('a hung Spin', () => daemon.info('Spin')?.health !== undefined);
    await wait(isLong ? 600_000 : 3000);
    for (const plugin of ['Neighbour', ...idle]) {
      assert.equal(daemon.info(plugin)?.health?.kind === 'unresponsive', false, plugin);
    }
  }).timeout(isLong ? 660_000 : 60_000);
});

function residentOrNothing(pid: number): number {
  try {
    return residentBytes(pid);
  } catch {
    return 0;
  }
}
