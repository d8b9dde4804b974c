import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import type {
  DaemonContract,
  DaemonEventContract,
  DebugLine,
  Entry,
  PluginInfo,
  Problem,
} from '../../../runtime/protocol/index.ts';
import { daemonProtocolVersion, lineTransport, RpcPeer } from '../../../runtime/protocol/index.ts';
import { distFolder } from './dist.ts';

type Notes = DaemonEventContract['notes'];

/** Everything a daemon told, in the order it came. */
export type Told = {
  readonly [Name in keyof Notes]: { readonly kind: Name; readonly note: Notes[Name] };
}[keyof Notes];

/** The client's end of a daemon's channel; `hear` is told of every note. */
export function openPeer(
  channel: Duplex,
  hear: (told: Told) => void,
): RpcPeer<DaemonEventContract, DaemonContract> {
  const note =
    <Name extends keyof Notes>(kind: Name) =>
    (content: Notes[Name]): void =>
      hear({ kind, note: content } as Told);
  const notes = {
    debugLine: note('debugLine'),
    plugin: note('plugin'),
    problem: note('problem'),
    debugTarget: note('debugTarget'),
    networkPart: note('networkPart'),
    networkDelta: note('networkDelta'),
    commands: note('commands'),
    faults: note('faults'),
    time: note('time'),
    usage: note('usage'),
  };
  return new RpcPeer<DaemonEventContract, DaemonContract>(
    lineTransport(channel),
    { requests: {}, notes },
    {
      onProblem: (problem) => {
        throw problem;
      },
    },
  );
}

const running: DaemonClient[] = [];

/** Milliseconds after which what has not come will not: less than a test may take, for this says more. */
const patience = process.env['OCKLE_LONG'] === '1' ? 300_000 : 55_000;

/** Call it in an `afterEach` hook: ends every daemon a test started. */
export async function stopDaemons(): Promise<void> {
  for (const client of running.splice(0)) await client.stop();
}

/** A real daemon process, and what it told so far. */
export class DaemonClient {
  readonly told: Told[] = [];
  readonly peer: RpcPeer<DaemonEventContract, DaemonContract>;
  readonly #child: ChildProcess;
  readonly #watchers = new Set<() => void>();
  #errors = '';

  constructor(project: string, args: readonly string[], env: NodeJS.ProcessEnv) {
    const entry = join(distFolder(), 'daemon.mjs');
    this.#child = spawn(process.execPath, [entry, '--project', project, ...args], {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
    this.#child.stderr?.on('data', (data: Buffer) => (this.#errors += data.toString()));
    const channel = this.#child.stdio[3] as Duplex;
    this.peer = openPeer(channel, (told) => this.#tell(told));
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** What the process wrote to stderr. */
  get errors(): string {
    return this.#errors;
  }

  get lines(): readonly DebugLine[] {
    return this.told.flatMap((each) => (each.kind === 'debugLine' ? each.note : []));
  }

  get problems(): readonly Problem[] {
    return this.told.flatMap((each) => (each.kind === 'problem' ? each.note : []));
  }

  /** Texts of the lines a plugin wrote. */
  linesOf(plugin: string): readonly string[] {
    return this.lines.filter((line) => line.plugin === plugin).map(({ text }) => text);
  }

  async run(plugins: readonly string[], debug = false): Promise<readonly PluginInfo[]> {
    return (await this.peer.request('runPlugins', { plugins, debug })).plugins;
  }

  async journal(): Promise<readonly Entry[]> {
    return (await this.peer.request('journal', { after: 0 })).entries;
  }

  /** Resolves with the first truthy answer, asked now and whenever the daemon told something. */
  until<Found>(what: string, find: () => Found | undefined | false): Promise<Found> {
    return new Promise((resolve, reject) => {
      const deadline = setTimeout(() => {
        this.#watchers.delete(look);
        const seen = this.told.map((each) => JSON.stringify(each).slice(0, 300)).join('\n');
        reject(new Error(`Never came: ${what}. Told was:\n${seen}\n${this.#errors}`));
      }, patience);
      const look = (): void => {
        const found = find();
        if (found === undefined || found === false) return;
        clearTimeout(deadline);
        this.#watchers.delete(look);
        resolve(found);
      };
      this.#watchers.add(look);
      look();
    });
  }

  /** Resolves when the plugin has written the text so many times. */
  async untilLine(plugin: string, text: string, times = 1): Promise<void> {
    await this.until(
      `"${text}" of ${plugin}`,
      () => this.linesOf(plugin).filter((line) => line === text).length >= times,
    );
  }

  /** Closes the channel as a dying client would; resolves to the exit code or signal of the process. */
  async hangUp(): Promise<number | NodeJS.Signals | null> {
    const ended = this.#ending === null ? once(this.#child, 'exit') : undefined;
    this.peer.close();
    await ended;
    return this.#ending;
  }

  get #ending(): number | NodeJS.Signals | null {
    return this.#child.exitCode ?? this.#child.signalCode;
  }

  async stop(): Promise<void> {
    await this.hangUp();
  }

  #tell(told: Told): void {
    this.told.push(told);
    for (const look of [...this.#watchers]) look();
  }
}

/** Starts a daemon on a project, greets it and subscribes. */
export async function startDaemon(
  project: string,
  {
    args = [],
    env = {},
  }: { readonly args?: readonly string[]; readonly env?: NodeJS.ProcessEnv } = {},
) {
  const client = new DaemonClient(project, args, env);
  running.push(client);
  const hello = { protocol: daemonProtocolVersion, client: 'test' };
  const welcome = await client.peer.request('initialize', hello, { deadlineMs: 20_000 });
  await client.peer.request('subscribe', {});
  return { client, welcome };
}
