import { errorCode, errorMessage } from '../base/codedError.ts';
import type { Disposable } from '../base/emitter.ts';
import type {
  Actor,
  DaemonContract,
  DaemonEventContract,
  MessageTransport,
  RpcHandlers,
} from '../protocol/index.ts';
import { daemonProtocolVersion, RpcError, RpcPeer } from '../protocol/index.ts';
import type { MainDaemon } from './mainDaemon.ts';

const panel: Actor = { kind: 'panel' };

/** Serves one client of a daemon over a channel. */
export class DaemonService {
  /** Resolves when the client is gone or asked for the end. */
  readonly ended: Promise<void>;
  readonly #daemon: MainDaemon;
  readonly #version: string;
  readonly #peer: RpcPeer<DaemonContract, DaemonEventContract>;
  readonly #subscriptions: Disposable[] = [];
  #follower: Disposable | undefined;

  constructor(daemon: MainDaemon, version: string, transport: MessageTransport) {
    this.#daemon = daemon;
    this.#version = version;
    this.#peer = new RpcPeer<DaemonContract, DaemonEventContract>(transport, this.#handlers(), {
      onProblem: ({ message }) => process.stderr.write(`Ockle daemon: ${message}\n`),
    });
    this.ended = this.#peer.closed.then(() => this.#dispose());
  }

  #dispose(): void {
    this.#follower?.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #handlers(): RpcHandlers<DaemonContract> {
    const daemon = this.#daemon;
    return {
      requests: {
        initialize: ({ protocol }) => this.#initialize(protocol),
        subscribe: () => this.#subscribe(),
        runPlugins: async ({ plugins, debug, withCommands = false }) => {
          const actor: Actor = { kind: debug ? 'debugger' : 'panel' };
          return {
            plugins: await daemon.runPlugins(plugins, { actor, debug, withCommands }),
          };
        },
        stopPlugin: ({ plugin }) =>
          answer(async () => ({ plugin: await daemon.stopPlugin(plugin, panel) })),
        switchServer: async ({ server, to }) => ({
          outcome: await daemon.switchServer(server, to, panel),
        }),
        callCommand: ({ command, data }) =>
          answer(async () => ({ reply: await daemon.callCommand(command, data, panel) })),
        journal: ({ after }) => daemon.journalAfter(after),
        shutdown: async () => {
          await daemon.shutdown(panel);
          // After the answer, which is sent as soon as this promise resolves.
          setImmediate(() => this.#peer.close());
          return {};
        },
      },
      notes: {},
    };
  }

  #initialize(protocol: number): DaemonContract['requests']['initialize']['result'] {
    if (protocol !== daemonProtocolVersion) {
      throw new RpcError(
        'protocol-differs',
        `The client speaks version ${protocol} of the protocol, the daemon version ${daemonProtocolVersion}. Update both to the same release.`,
      );
    }
    const { project, plugins, problems, events } = this.#daemon;
    const peer = this.#peer;
    this.#subscriptions.push(
      events.debugLine.event((line) => peer.notify('debugLine', line)),
      events.plugin.event((plugin) => peer.notify('plugin', plugin)),
      events.problem.event((problem) => peer.notify('problem', problem)),
      events.debugTarget.event((target) => peer.notify('debugTarget', target)),
    );
    const { pid } = process;
    return { protocol, version: this.#version, pid, project, plugins, problems };
  }

  #subscribe(): Readonly<Record<string, never>> {
    const { feed } = this.#daemon;
    for (const part of feed.snapshot()) this.#peer.notify('networkPart', part);
    this.#follower ??= feed.onDidChange((delta) => this.#peer.notify('networkDelta', delta));
    return {};
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
