import assert from 'node:assert/strict';
import { cp } from 'node:fs/promises';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { JsonObject, PluginInfo, Problem } from '../../../runtime/protocol/index.ts';
import type { DaemonClient } from '../../daemon/support/daemonClient.ts';
import { startDaemon } from '../../daemon/support/daemonClient.ts';
import { makeProject, writeFiles } from '../../support/runtime/tempProject.ts';
import { isAlive } from '../../conformance/support/isAlive.ts';
import { assertNothingLeft, processesIn } from './processes.ts';

const fixtures = join(import.meta.dirname, '../../fixtures/chaos');
const tellLiveBytes = new URL('../../support/tellLiveBytes.ts', import.meta.url);

/** Where a daemon of a project says what it keeps in memory. */
const liveBytesFile = (project: string): string => join(project, 'live-bytes.txt');

/** Whether the long sets are wanted. */
export const isLong = process.env['OCKLE_LONG'] === '1';

/** Copies the fixtures to a folder of their own, so that every process is known by where it works. */
export async function chaosProject(files: Readonly<Record<string, string>> = {}): Promise<string> {
  const project = await makeProject({});
  await cp(fixtures, project, { recursive: true });
  await writeFiles(project, files);
  return project;
}

/** A real daemon on the fixtures, with a neighbour that counts. */
export class ChaosDaemon {
  readonly project: string;
  readonly client: DaemonClient;
  readonly #pid: number;
  #timesWeighed = 0;

  private constructor(project: string, client: DaemonClient, pid: number) {
    this.project = project;
    this.client = client;
    this.#pid = pid;
  }

  static async start(files: Readonly<Record<string, string>> = {}): Promise<ChaosDaemon> {
    const project = await chaosProject(files);
    const env = {
      // V8 may not get a flag while it runs, in a process that has to end well.
      NODE_OPTIONS: `--expose-gc --import=${tellLiveBytes.href}`,
      OCKLE_TEST_LIVE_BYTES: liveBytesFile(project),
    };
    const { client, welcome } = await startDaemon(project, { env });
    const daemon = new ChaosDaemon(project, client, welcome.pid);
    await daemon.run('Neighbour');
    await daemon.untilCounts();
    return daemon;
  }

  get pid(): number {
    return this.#pid;
  }

  /** What the daemon told of a plugin last. */
  info(plugin: string): PluginInfo | undefined {
    const last = this.client.told.findLast(
      (each) => each.kind === 'plugin' && each.note.className === plugin,
    );
    return last?.kind === 'plugin' ? last.note : undefined;
  }

  problems(plugin: string): readonly Problem[] {
    return this.client.problems.filter((problem) => problem.plugin === plugin);
  }

  /** Looks at each line once: a flood has many. */
  async untilHears(plugin: string, pattern: RegExp): Promise<void> {
    let at = 0;
    await this.client.until(`${String(pattern)} of ${plugin}`, () => {
      for (; at < this.client.told.length; at++) {
        const each = this.client.told[at];
        if (each?.kind !== 'debugLine' || each.note.plugin !== plugin) continue;
        if (pattern.test(each.note.text)) return true;
      }
      return false;
    });
  }

  async run(plugin: string): Promise<PluginInfo> {
    const [info] = await this.client.run([plugin]);
    assert.ok(info, `There is no plugin ${plugin}`);
    return info;
  }

  async stop(plugin: string): Promise<PluginInfo> {
    return (await this.client.peer.request('stopPlugin', { plugin })).plugin;
  }

  async command(command: string, data: JsonObject | null = null): Promise<JsonObject> {
    return (await this.client.peer.request('callCommand', { command, data })).reply;
  }

  async count(): Promise<number> {
    const { count } = await this.command('count');
    assert.ok(typeof count === 'number');
    return count;
  }

  /** Bytes that the daemon keeps, in and outside its heap, garbage not counted. */
  async liveBytes(): Promise<number> {
    const file = liveBytesFile(this.project);
    const turn = ++this.#timesWeighed;
    process.kill(this.#pid, 'SIGUSR2');
    for (;;) {
      const [asked, bytes] = existsSync(file) ? readFileSync(file, 'utf8').split(/[ \n]/) : [];
      if (Number(asked) === turn && bytes) return Number(bytes);
      await wait(2);
    }
  }

  /** The neighbour goes on, in the same daemon. */
  async untilCounts(): Promise<void> {
    const before = await this.count();
    while ((await this.count()) <= before);
    assert.ok(isAlive(this.#pid), 'The daemon has died');
  }

  /** What is left of plugins other than the neighbour is a failure. */
  async assertNothingLeft(): Promise<void> {
    const neighbour = this.info('Neighbour')?.pid;
    const expected = neighbour === undefined ? [] : [neighbour];
    await assertNothingLeft(this.project, () => [...expected, ...this.idle()]);
  }

  /** Processes that wait for a plugin, and had none yet. */
  idle(): readonly number[] {
    const used = this.client.told.map(({ kind, note }) => (kind === 'plugin' ? note.pid : 0));
    return processesIn(this.project)
      .filter(({ pid, command }) => command.endsWith(' spare') && !used.includes(pid))
      .map(({ pid }) => pid);
  }

  /** Ends the daemon; nothing may be left of it. */
  async end(): Promise<void> {
    assert.equal(await this.client.hangUp(), 0, 'The daemon ends by itself');
    await assertNothingLeft(this.project);
  }

  /** Line of a plugin's source that ends in a comment with this mark. */
  lineOf(plugin: string, mark: string): number {
    const file = this.info(plugin)?.source.file ?? '';
    const lines = readFileSync(file, 'utf8').split('\n');
    const index = lines.findIndex((line) => /(?:\/\/|#) (\w+)$/.exec(line)?.[1] === mark);
    assert.ok(index >= 0, `${file} has no line marked ${mark}`);
    return index + 1;
  }
}
