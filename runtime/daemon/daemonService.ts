import type { Disposable } from '../base/emitter.ts';
import type {
  Actor,
  DaemonContract,
  DaemonEventContract,
  MessageTransport,
  RpcHandlers,
} from '../protocol/index.ts';
import {
  daemonDecoders,
  daemonProtocolVersion,
  nodeTimers,
  RpcError,
  RpcPeer,
} from '../protocol/index.ts';
import { actRequests } from './actRequests.ts';
import { asRpcErrors } from './asRpcErrors.ts';
import type { DaemonKeeper } from './daemonKeeper.ts';
import { debugRequests } from './debugRequests.ts';
import { faultRequests } from './faultRequests.ts';
import { feedClient } from './feedClient.ts';
import type { MainDaemon } from './mainDaemon.ts';
import { PanelNotes } from './panelNotes.ts';
import { panelRequests } from './panelRequests.ts';
import { reloadRequests } from './reloadRequests.ts';
import { timeOf, timeRequests } from './timeRequests.ts';

const panel: Actor = { kind: 'panel' };

/**
 * Serves one client of a project's daemon over a channel, also across restarts of the daemon. The
 * client that started the daemon ends it by leaving; a guest does not.
 */
export class DaemonService {
  /** Resolves when the client is gone or asked for the end. */
  readonly ended: Promise<void>;
  readonly #keeper: DaemonKeeper;
  readonly #version: string;
  /** Whether the daemon goes on without this client. */
  readonly #isGuest: boolean;
  readonly #peer: RpcPeer<DaemonContract, DaemonEventContract>;
  readonly #restarts: readonly Disposable[];
  /** As plugins that it debugs know it. */
  readonly #client = { hasLeft: false };
  /** What the client hears of plugins; not their end when that is part of a restart. */
  #plugins: readonly Disposable[] = [];
  #lines: readonly Disposable[] = [];
  /** What it subscribed to. */
  #feed: readonly Disposable[] = [];
  #notes: PanelNotes | undefined;
  #isGreeted = false;
  #isSubscribed = false;

  constructor(
    keeper: DaemonKeeper,
    version: string,
    transport: MessageTransport,
    { isGuest = false } = {},
  ) {
    this.#isGuest = isGuest;
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
    this.#client.hasLeft = true;
    this.#keeper.daemon.debugging.clientLeft();
  }

  #handlers(): RpcHandlers<DaemonContract> {
    const opened = (): Promise<MainDaemon> => this.#keeper.current();
    const answer = <Result>(act: () => Promise<Result>): Promise<Result> => this.#answer(act);
    return {
      requests: {
        initialize: async ({ protocol }) => this.#initialize(protocol, await opened()),
        subscribe: async () => this.#subscribe(await opened()),
        runPlugins: ({ plugins, debug, withCommands = false }) =>
          this.#answer(async () => {
            const actor: Actor = { kind: debug ? 'debugger' : 'panel' };
            const request = { actor, debuggers: debug ? [this.#client] : [], withCommands };
            return { plugins: await (await opened()).runPlugins(plugins, request) };
          }),
        stopPlugin: ({ plugin }) =>
          this.#answer(async () => ({ plugin: await (await opened()).stopPlugin(plugin, panel) })),
        callCommand: ({ command, data }) =>
          this.#answer(async () => ({
            reply: await (await opened()).callCommand(command, data, panel),
          })),
        journal: async ({ after }) => (await opened()).journalAfter(after),
        ...actRequests(opened, panel),
        ...panelRequests(opened, answer),
        ...debugRequests(opened, this.#client, answer),
        ...reloadRequests(opened, panel, answer),
        ...timeRequests(opened),
        ...faultRequests(opened, panel),
        shutdown: ({ forAll = false }) => this.#shutdown(forAll),
      },
      notes: {},
    };
  }

  /** The client hears first what came of it, and sees the code of what went wrong. */
  async #answer<Result>(act: () => Promise<Result>): Promise<Result> {
    try {
      return await asRpcErrors(act);
    } finally {
      this.#notes?.flush();
    }
  }

  async #shutdown(forAll: boolean): Promise<Readonly<Record<string, never>>> {
    const isEnd = !this.#isGuest || forAll;
    if (isEnd) await this.#keeper.shutdown(panel);
    // After the answer, which is sent as soon as this promise resolves.
    setImmediate(() => {
      this.#peer.close();
      if (isEnd) this.#keeper.finish();
    });
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
    this.#leaveFeed();
    this.#notes = new PanelNotes(daemon.panel, this.#peer, nodeTimers);
    this.#feed = [...feedClient(daemon, this.#peer), this.#notes];
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
    this.#leaveFeed();
  }

  #leaveFeed(): void {
    for (const subscription of this.#feed) subscription.dispose();
    this.#feed = [];
  }

  #leaveLines(): void {
    for (const subscription of this.#lines) subscription.dispose();
    this.#lines = [];
  }
}
