import { hostProtocolVersion, type PluginFailure, type RpcTimers } from '../protocol/index.ts';
import { notReadyInTime, otherVersion } from './hostFailures.ts';

/** What the wait for a host needs. */
interface ReadyParts {
  readonly className: string;
  /** Milliseconds that it may take. */
  readonly limit: number;
  readonly timers: RpcTimers;
  readonly fail: (failure: PluginFailure) => void;
}

/** Waits until a host says that it is ready, in our version of the protocol. */
export class HostReady {
  /** Whether it is; false when it ended first. */
  readonly settled: Promise<boolean>;
  readonly #parts: ReadyParts;
  readonly #ready = Promise.withResolvers<boolean>();
  #is = false;

  constructor(parts: ReadyParts) {
    const { className, limit, timers, fail } = parts;
    this.#parts = parts;
    this.settled = this.#ready.promise;
    const stopTimer = timers.after(limit, () => fail(notReadyInTime(className, limit)));
    void this.settled.then(stopTimer);
  }

  get is(): boolean {
    return this.#is;
  }

  /** The host has said so. */
  take({ protocol }: { readonly protocol: number }): void {
    this.#is = protocol === hostProtocolVersion;
    this.#ready.resolve(this.#is);
    if (!this.#is) this.#parts.fail(otherVersion(protocol));
  }

  /** The host is gone. */
  giveUp(): void {
    this.#ready.resolve(false);
  }
}
