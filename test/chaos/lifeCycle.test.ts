import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isAlive } from '../conformance/support/isAlive.ts';
import { distFolder } from '../daemon/support/dist.ts';
import { startDaemon } from '../daemon/support/daemonClient.ts';
import { removeTempProjects } from '../support/runtime/tempProject.ts';
import { ChaosDaemon, chaosProject, isLong } from './support/chaosDaemon.ts';
import { assertNothingLeft, processesIn } from './support/processes.ts';

const childOfItsOwn = fileURLToPath(new URL('support/busyChild.ts', import.meta.url));

describe('When a daemon is killed at any moment', () => {
  afterEach(removeTempProjects);

  const plugins = ['Spin', 'SpinPy', 'FifoReadPy', 'OkTimer', 'ForkBombLitePy', 'JsonLoop'];

  it('nothing of its plugins is left', async () => {
    const project = await chaosProject();
    for (let round = 0; round < (isLong ? 100 : 5); round++) {
      const { client } = await startDaemon(project);
      void client.run(plugins).catch(() => undefined);
      await wait((round * 397) % 1500);
      process.kill(client.pid, 'SIGKILL');
      await client.stop();
      await assertNothingLeft(project);
    }
  }).timeout(isLong ? 600_000 : 60_000);

  it('a child that only watches its channel would be', async () => {
    const parent = spawn(process.execPath, [childOfItsOwn], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [answer] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = Number(answer.toString());
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    await wait(1000);
    assert.ok(isAlive(pid), 'The control has not failed, so the test above proves nothing');
    process.kill(pid, 'SIGKILL');
  });
});

describe('Starting and stopping again and again', () => {
  afterEach(removeTempProjects);

  const openFiles = (): number => readdirSync('/proc/self/fd').length;

  it('leaves no process, file or descriptor behind', async () => {
    const project = await chaosProject();
    const before = readdirSync(project).sort();
    let files = 0;
    const cycles = isLong ? 200 : 20;
    for (let cycle = 0; cycle < cycles; cycle++) {
      const { client } = await startDaemon(project);
      const plugin = cycle % 2 === 0 ? 'OkTimer' : 'OkTimerPy';
      const started = client.run([plugin]).catch(() => undefined);
      switch (cycle % 4) {
        case 0:
          await started;
          await client.peer.request('stopPlugin', { plugin });
          await client.peer.request('shutdown', {});
          break;
        case 1:
          await started;
          break;
        case 2:
          // The client goes away while the plugin starts.
          await wait(cycle * 7);
          break;
        default:
          await started;
          process.kill(client.pid, 'SIGKILL');
      }
      await client.stop();
      await assertNothingLeft(project);
      if (cycle === 3) files = openFiles();
    }
    assert.ok(openFiles() <= files + 2, `${files} open files before, ${openFiles()} now`);
    const left = readdirSync(project).filter((name) => !before.includes(name));
    assert.deepEqual(
      left.filter((name) => name !== '.ockle' && name !== 'log.txt'),
      [],
    );
    assert.deepEqual(
      existsSync(join(project, '.ockle')) ? readdirSync(join(project, '.ockle')) : [],
      cycles % 4 === 0 ? ['daemon.json'] : [],
    );
  }).timeout(isLong ? 900_000 : 90_000);

  it('would be seen if it left a process behind', async () => {
    const project = await chaosProject();
    const left = spawn('sleep', ['600'], { cwd: project, stdio: 'ignore', detached: true });
    await once(left, 'spawn');
    assert.deepEqual(
      processesIn(project).map(({ pid }) => pid),
      [left.pid],
    );
    const ended = once(left, 'exit');
    await assert.rejects(
      assertNothingLeft(project, () => [], 5),
      /left behind/,
    );
    await ended;
  });
});

describe('A plugin that fails again and again', () => {
  afterEach(removeTempProjects);

  /** How often the plugin starts in a headless daemon, which ends soon after it wrote enough. */
  async function runHeadless(restarts: number, isEnough: (text: string) => boolean) {
    const project = await chaosProject({
      'etc/config.ini': `[main]\n[plugins]\npluginList = ["Neighbour"]\n[limits]\nrestart_delay = 0.05\nrestarts = ${restarts}\n`,
    });
    const cli = join(distFolder(), 'cli.js');
    const args = ['daemon', '--project', project, '--plugin', 'Neighbour', '--plugin', 'CrashLoop'];
    const daemon = spawn(process.execPath, [cli, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    const enough = Promise.withResolvers<undefined>();
    for (const stream of [daemon.stdout, daemon.stderr]) {
      stream.on('data', (data: Buffer) => {
        text += data.toString();
        if (isEnough(text)) enough.resolve(undefined);
      });
    }
    await enough.promise;
    await wait(500);
    daemon.kill('SIGTERM');
    await once(daemon, 'exit');
    await assertNothingLeft(project);
    return startsIn(text);
  }

  const startsIn = (text: string): number =>
    text.split('\n').filter((line) => line.endsWith('CrashLoop: started')).length;

  it('starts three times more in a headless daemon, then stays failed', async () => {
    const starts = await runHeadless(3, (text) =>
      text.includes('failed again after 3 restarts within 60 s'),
    );
    assert.equal(starts, 4);
  });

  it('would start more often if nothing gave it up', async () => {
    assert.ok((await runHeadless(1000, (text) => startsIn(text) > 4)) > 4);
  });

  it('stays failed at once in a run of the editor', async () => {
    const daemon = await ChaosDaemon.start({
      'etc/config.ini': '[main]\n[limits]\nrestart_delay = 0.05\n',
    });
    await daemon.run('CrashLoop');
    await daemon.client.until(
      'the failure',
      () => daemon.info('CrashLoop')?.phase.kind === 'failed',
    );
    await wait(500);
    assert.equal(daemon.info('CrashLoop')?.generation, 1);
    await daemon.end();
  });
});

describe('A daemon that died twice within a minute', () => {
  afterEach(removeTempProjects);

  const safeMode = 'safe-mode';

  async function die(project: string): Promise<void> {
    const { client, welcome } = await startDaemon(project);
    assert.deepEqual(
      welcome.problems.filter(({ code }) => code === safeMode),
      [],
    );
    await client.run(['OkTimer', 'OkTimerPy']);
    await client.until('its record', () => existsSync(join(project, '.ockle/daemon.json')));
    process.kill(client.pid, 'SIGKILL');
    await client.stop();
    await assertNothingLeft(project);
  }

  it('starts without the plugins of the project once, and names the last one', async () => {
    const project = await chaosProject({
      'etc/config.ini': '[main]\n[plugins]\npluginList = ["OkTimer"]\n',
      'etc/servers/web.ini': '[server]\noutlets =\n',
    });
    await die(project);
    await die(project);
    const safe = await startDaemon(project);
    const problem = safe.welcome.problems.find(({ code }) => code === safeMode);
    assert.equal(problem?.plugin, 'OkTimerPy');
    assert.match(problem.message, /OkTimerPy was started last/);
    const part = safe.client.told.find((each) => each.kind === 'networkPart');
    assert.ok(part?.kind === 'networkPart' && part.note.servers[0]?.name === 'web');
    await safe.client.run(['OkTimer']);
    assert.deepEqual(processesIn(project), []);
    await safe.client.stop();
    const usual = await startDaemon(project);
    assert.equal(
      usual.welcome.problems.some(({ code }) => code === safeMode),
      false,
    );
    const [info] = await usual.client.run(['OkTimer']);
    assert.equal(info?.phase.kind, 'running');
    await usual.client.stop();
    await assertNothingLeft(project);
  });

  it('would start as usual, and die again, if it did not remember', async () => {
    const project = await chaosProject();
    for (let death = 0; death < 3; death++) {
      await die(project);
      await rm(join(project, '.ockle/daemon.json'));
    }
  });

  it('starts as usual after ends that were asked for', async () => {
    const project = await chaosProject();
    for (let run = 0; run < 4; run++) {
      const { client, welcome } = await startDaemon(project);
      assert.equal(
        welcome.problems.some(({ code }) => code === safeMode),
        false,
      );
      await client.run(['OkTimer']);
      await client.stop();
    }
  });
});
