import { errorCode, errorMessage } from '../base/codedError.ts';
import type { Disposable } from '../base/emitter.ts';
import type {
  Actor,
  DaemonContract,
  DaemonEventContract,
  MessageTransport,
  RpcHandlers,
} from '../protocol/index.ts';
import { daemonDecoders, daemonProtocolVersion, RpcError, RpcPeer } from '../protocol/index.ts';
import type { DaemonKeeper } from './daemonKeeper.ts';
import type { MainDaemon } from './mainDaemon.ts';
import { timeOf, timeRequests } from './timeRequests.ts';
import { unanswered } from './unanswered.ts';

const panel: Actor = { kind: 'panel' };

/** Serves one client of a project's daemon over a channel, also across restarts of the daemon. */
export class DaemonService {
  /** Resolves when the client is gone or asked for the end. */
  readonly ended: Promise<void>;
  readonly #keeper: DaemonKeeper;
  readonly #version: string;
  readonly #peer: RpcPeer<DaemonContract, DaemonEventContract>;
  readonly #restarts: readonly Disposable[];
  /** What the client hears of plugins; not their end when that is part of a restart. */
  #plugins: readonly Disposable[] = [];
  #lines: readonly Disposable[] = [];
  #servers: Disposable | undefined;
  #isGreeted = false;
  #isSubscribed = false;

  constructor(keeper: DaemonKeeper, version: string, transport: MessageTransport) {
    this.#keeper = keeper;
    this.#version = version;
    this.#peer = new RpcPeer<DaemonContract, DaemonEventContract>(transport, this.#handlers(), {
      decoders: daemonDecoders,
      onProblem: ({ message }) => process.stderr.write(`Ockle daemon: ${message}\n`),
    });
    this.#restarts = [
      keeper.onWillClose(() => this.#leavePlugins()),
      keeper.onDidOpen((daemon) => this.#moveTo(daemon)),
    ];
    this.ended = this.#peer.closed.then(() => this.#dispose());
  }

  #dispose(): void {
    for (const restart of this.#restarts) restart.dispose();
    this.#leavePlugins();
    this.#leaveLines();
  }

  #handlers(): RpcHandlers<DaemonContract> {
    const opened = (): Promise<MainDaemon> => this.#keeper.current();
    return {
      requests: {
        initialize: async ({ protocol }) => this.#initialize(protocol, await opened()),
        subscribe: async () => this.#subscribe(await opened()),
        runPlugins: async ({ plugins, debug, withCommands = false }) => {
          const actor: Actor = { kind: debug ? 'debugger' : 'panel' };
          const daemon = await opened();
          return { plugins: await daemon.runPlugins(plugins, { actor, debug, withCommands }) };
        },
        stopPlugin: ({ plugin }) =>
          answer(async () => ({ plugin: await (await opened()).stopPlugin(plugin, panel) })),
        switchServer: async ({ server, to }) => ({
          outcome: await (await opened()).switchServer(server, to, panel),
        }),
        callCommand: ({ command, data }) =>
          answer(async () => ({
            reply: await (await opened()).callCommand(command, data, panel),
          })),
        journal: async ({ after }) => (await opened()).journalAfter(after),
        ...timeRequests(opened),
        ...unanswered,
        shutdown: () => this.#shutdown(),
      },
      notes: {},
    };
  }

  async #shutdown(): Promise<Readonly<Record<string, never>>> {
    await this.#keeper.shutdown(panel);
    // After the answer, which is sent as soon as this promise resolves.
    setImmediate(() => this.#peer.close());
    return {};
  }

  #initialize(
    protocol: number,
    daemon: MainDaemon,
  ): DaemonContract['requests']['initialize']['result'] {
    if (protocol !== daemonProtocolVersion) {
      throw new RpcError(
        'protocol-differs',
        `The client speaks version ${protocol} of the protocol, the daemon version ${daemonProtocolVersion}. Update both to the same release.`,
      );
    }
    this.#isGreeted = true;
    this.#hear(daemon);
    const { project, plugins, problems } = daemon;
    const { pid } = process;
    const time = timeOf(daemon);
    return { protocol, version: this.#version, pid, project, plugins, problems, time };
  }

  #subscribe(daemon: MainDaemon): Readonly<Record<string, never>> {
    this.#isSubscribed = true;
    this.#servers?.dispose();
    for (const part of daemon.feed.snapshot()) this.#peer.notify('networkPart', part);
    this.#servers = daemon.feed.onDidChange((delta) => this.#peer.notify('networkDelta', delta));
    return {};
  }

  #hear({ events }: MainDaemon): void {
    const peer = this.#peer;
    this.#leavePlugins();
    this.#leaveLines();
    this.#plugins = [
      events.plugin.event((plugin) => peer.notify('plugin', plugin)),
      events.debugTarget.event((target) => peer.notify('debugTarget', target)),
    ];
    this.#lines = [
      events.debugLine.event((line) => peer.notify('debugLine', line)),
      events.problem.event((problem) => peer.notify('problem', problem)),
    ];
  }

  /** The daemon that a restart opened: the client gets its plugins, problems and servers. */
  #moveTo(daemon: MainDaemon): void {
    if (!this.#isGreeted) return;
    this.#hear(daemon);
    for (const plugin of daemon.plugins) this.#peer.notify('plugin', plugin);
    for (const problem of daemon.problems) this.#peer.notify('problem', problem);
    if (this.#isSubscribed) this.#subscribe(daemon);
  }

  #leavePlugins(): void {
    for (const subscription of this.#plugins) subscription.dispose();
    this.#plugins = [];
    this.#servers?.dispose();
    this.#servers = undefined;
  }

  #leaveLines(): void {
    for (const subscription of this.#lines) subscription.dispose();
    this.#lines = [];
  }
}

/** Lets the client see the code of what went wrong. */
async function answer<Result>(act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    throw new RpcError(errorCode(error), errorMessage(error));
  }
}
