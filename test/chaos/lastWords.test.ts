import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import type { Duplex } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { lineTransport } from '../../runtime/protocol/index.ts';
import { stopDaemons } from '../daemon/support/daemonClient.ts';
import { removeTempProjects } from '../support/runtime/tempProject.ts';
import { ChaosDaemon } from './support/chaosDaemon.ts';

const plugins = {
  'etc/config.ini': '[main]\n[limits]\nstop_time = 2\n',
  'src/plugins/Late.ts': `import { ModuleTemplate } from 'ockle';

export class ThrowLate extends ModuleTemplate {
  override async run(): Promise<void> {
    await this.sleep(0.2);
    throw new Error('too late');
  }
}

export class ExitLate extends ModuleTemplate {
  override async run(): Promise<void> {
    await this.sleep(0.2);
    process.exit(7);
  }
}

export class StopLate extends ModuleTemplate {
  override async run(): Promise<void> {
    while (this.mainDaemon.running) await this.sleep(600);
    this.debug('stopping');
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
`,
  'src/plugins/late.py': `import time

from plugins.ModuleTemplate import ModuleTemplate


class ThrowLatePy(ModuleTemplate):
    def run(self):
        time.sleep(0.2)
        raise Exception("too late")
`,
};

const lines = { ThrowLate: 6, ExitLate: 13, ThrowLatePy: 9 } as const;

/** Whether a process has ended with all its threads, though its parent may not have looked yet. */
function hasEnded(pid: number): boolean {
  try {
    if (readdirSync(`/proc/${pid}/task`).length > 1) return false;
    return /^\d+ \(.*\) [ZX]/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return true;
  }
}

describe('The last words of a plugin', () => {
  afterEach(async () => {
    await stopDaemons();
    await removeTempProjects();
  });

  for (const plugin of ['ThrowLate', 'ExitLate', 'ThrowLatePy'] as const) {
    it(`are heard by a daemon that was held up while ${plugin} ended`, async () => {
      const daemon = await ChaosDaemon.start(plugins);
      const { pid = 0 } = await daemon.run(plugin);
      process.kill(daemon.pid, 'SIGSTOP');
      while (!hasEnded(pid)) await wait(10);
      // Meanwhile its next question to the plugin becomes due, and the time to read what is left passes.
      await wait(1_000);
      process.kill(daemon.pid, 'SIGCONT');
      const failure = await daemon.client.until('the failure', () => {
        const phase = daemon.info(plugin)?.phase;
        return phase?.kind === 'failed' && phase.failure;
      });
      assert.equal(failure.source?.line, lines[plugin]);
      await daemon.end();
    });
  }

  it('are not needed to see that it stopped in time, however late that is seen', async () => {
    const daemon = await ChaosDaemon.start(plugins);
    const { pid = 0 } = await daemon.run('StopLate');
    const stopped = daemon.stop('StopLate');
    await daemon.untilHears('StopLate', /stopping$/);
    process.kill(daemon.pid, 'SIGSTOP');
    while (!hasEnded(pid)) await wait(10);
    // Meanwhile its time to stop passes.
    await wait(2_500);
    process.kill(daemon.pid, 'SIGCONT');
    assert.equal((await stopped).phase.kind, 'stopped');
    assert.deepEqual(daemon.problems('StopLate'), []);
    await daemon.end();
  });

  const talker = 'require("node:fs").writeSync(3, "last words\\n")';

  /** What is heard of a process that spoke and ended before anybody wrote to it or read from it. */
  async function listen(read: (channel: Duplex, take: (text: string) => void) => void) {
    const child = spawn(process.execPath, ['-e', talker], {
      stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
    });
    const { pid = 0 } = child;
    const channel = child.stdio[3] as Duplex;
    // That it was reset is one of the ways to learn of the end.
    const closed = new Promise((resolve) => channel.once('close', resolve));
    channel.on('error', () => undefined);
    // Nothing is read while this thread waits.
    while (!hasEnded(pid)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    const heard: string[] = [];
    read(channel, (text) => heard.push(text));
    await closed;
    return heard.join('').trim();
  }

  it('are read though nothing can be written any more', async () => {
    const heard = await listen((channel, take) => {
      const transport = lineTransport(channel);
      transport.onMessage(take);
      transport.send('a question');
    });
    assert.equal(heard, 'last words');
  });

  it('would be lost with the first failed write', async () => {
    const heard = await listen((channel, take) => {
      channel.on('data', (data: Buffer) => take(data.toString()));
      channel.write('a question\n');
    });
    assert.equal(heard, '', 'The control has not failed, so the test above proves nothing');
  });
});
