import {
  hostProtocolVersion,
  type HostContract,
  type HostReportContract,
  type LeftBehind,
  type LoadPlugin,
  type Peer,
  type RpcHandlers,
} from '../../protocol/index.ts';
import { HostClock } from './hostClock.ts';
import { HostedPlugin } from './hostedPlugin.ts';
import type { HostSurroundings } from './hostSurroundings.ts';
import { NetworkReplica } from './networkReplica.ts';

/** Makes the daemon reachable, and the host for the daemon. */
export type ConnectHost = (handlers: RpcHandlers<HostContract>) => Peer<HostReportContract>;

/** Serves the daemon for one plugin. */
export class PluginHost {
  readonly #peer: Peer<HostReportContract>;
  readonly #replica = new NetworkReplica();
  readonly #clock: HostClock;
  readonly #surroundings: HostSurroundings;
  #plugin: HostedPlugin | undefined;

  constructor(connect: ConnectHost, surroundings: HostSurroundings) {
    this.#surroundings = surroundings;
    this.#peer = connect(this.#handlers());
    this.#clock = new HostClock(
      {
        onParked: (until, seq = this.#replica.lastSeq) =>
          this.#peer.notify('parked', { until, lastSeqSeen: seq }),
        onOutside: (what) => this.#peer.notify('warning', outsideTime(what)),
      },
      surroundings,
    );
  }

  /** Resolves when the daemon is gone. */
  get closed(): Promise<unknown> {
    return this.#peer.closed;
  }

  sayReady(): void {
    this.#peer.notify('ready', {
      protocol: hostProtocolVersion,
      language: 'typescript',
      runtime: `node ${process.versions.node}`,
      pid: process.pid,
    });
  }

  /** For what nobody caught; throws it on when there is no plugin yet that could have caused it. */
  fail(thrown: unknown, of?: Promise<unknown>): void {
    if (!this.#plugin) throw thrown;
    this.#plugin.fail(thrown, of);
  }

  /** For an end of the process that nobody here began. */
  exits(code: number): void {
    this.#plugin?.exits(code);
  }

  async #load(request: LoadPlugin, cause: number | null): Promise<void> {
    this.#clock.set(request.clock);
    if (request.waitForDebugger) {
      this.#peer.notify('waitingForDebugger', {});
      this.#surroundings.waitForDebugger();
    }
    this.#plugin = new HostedPlugin(request, {
      peer: this.#peer,
      replica: this.#replica,
      clock: this.#clock,
      surroundings: this.#surroundings,
    });
    await this.#clock.during(this.#plugin.load(cause));
  }

  async #stop(cause: number | null): Promise<readonly LeftBehind[]> {
    this.#clock.stop();
    const left = (await this.#plugin?.stop(cause)) ?? [];
    // After the answer, which is sent as soon as this promise resolves.
    setImmediate(() => this.#surroundings.end(0));
    return left;
  }

  #loaded(): HostedPlugin {
    if (!this.#plugin) throw new Error('No plugin is loaded.');
    return this.#plugin;
  }

  #handlers(): RpcHandlers<HostContract> {
    return {
      requests: {
        prepareDebug: () => {
          this.#surroundings.offerCommand?.((name, data) => this.#loaded().send(name, data));
          return this.#surroundings.openDebugger();
        },
        load: async (request, { cause }) => {
          await this.#load(request, cause);
          return {};
        },
        start: (_, { cause }) => {
          this.#loaded().start(cause);
          return {};
        },
        stop: async (_, { cause }) => ({ left: await this.#stop(cause) }),
        call: ({ command, data }, { cause }) => this.#loaded().call(command, data, cause),
        ping: () => ({}),
      },
      notes: {
        networkPart: (part) => this.#replica.takePart(part),
        networkDelta: (delta) => this.#replica.takeDelta(delta),
        clock: (state) => this.#clock.set(state),
      },
    };
  }
}

function outsideTime(what: string): HostReportContract['notes']['warning'] {
  return {
    code: 'plugin-outside-time',
    message: `It uses ${what}, which takes real time that the clock knows nothing of: another run may go differently.`,
  };
}
