import { readdir, readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';

/** The process beside a daemon that waits for a plugin, once there is one other than `used`. */
export async function spareOf(daemon: number, used?: number): Promise<number> {
  for (;;) {
    for (const pid of await childrenOf(daemon)) {
      const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      if (pid !== used && command.endsWith('\0spare\0')) return pid;
    }
    await setTimeout(20);
  }
}

/** Processes that the daemon has started and that live. */
async function childrenOf(pid: number): Promise<readonly number[]> {
  const tasks = await readdir(`/proc/${pid}/task`);
  const texts = await Promise.all(
    tasks.map((task) => readFile(`/proc/${pid}/task/${task}/children`, 'utf8')),
  );
  return texts.flatMap((text) => text.split(' ').filter(Boolean).map(Number));
}
