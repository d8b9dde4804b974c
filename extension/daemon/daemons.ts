import { Emitter, type Event } from '../support/emitter.ts';
import type { DaemonConnection } from './daemonConnection.ts';

/** A daemon that answered `initialize`, and the way to end it. */
export interface RunningDaemon {
  readonly connection: DaemonConnection;
  /** Somebody else started it, and it goes on without this window. */
  readonly isGuest?: true;
  /** Settles when nothing of it is left, or when a guest has left; never rejects. */
  stop(): Promise<void>;
}

/** Keeps a project's daemon alive until it is released. */
export interface DaemonLease {
  readonly connection: DaemonConnection;
  /** Others hold the same daemon, so it will outlive this lease. */
  readonly isShared: boolean;
  /** Settles, when this was the last lease, after the daemon ended; further calls do the same. */
  release(): Promise<void>;
}

/** How a daemon is to be started. */
export interface DaemonChoices {
  /** How time passes; `real` when absent. */
  readonly time?: 'real' | 'held' | 'virtual';
  /** What random numbers grow from, in held and virtual time. */
  readonly seed?: number;
}

/** How to start a daemon, and what for. */
export interface DaemonStart extends DaemonChoices {
  /** What it will be asked to run at once, `all` being what etc/config.ini enables. */
  readonly expected?: { readonly plugins: readonly string[] | 'all'; readonly debug: boolean };
}

/** Milliseconds that a daemon waits for the session it was started ahead of. */
const patience = 10_000;

type StartDaemon = (project: string, choices: DaemonStart) => Promise<RunningDaemon>;

interface Tenancy {
  readonly running: Promise<RunningDaemon>;
  connection?: DaemonConnection;
  leases: number;
  /** Ends one that nobody came for. */
  unclaimed?: NodeJS.Timeout;
  stopping?: Promise<void>;
}

/** One daemon per project, started by the first lease and stopped by the release of the last. */
export class Daemons {
  readonly #start: StartDaemon;
  readonly #changed: Emitter<void>;
  readonly #tenancies = new Map<string, Tenancy>();

  constructor(start: StartDaemon, reportError: (error: unknown) => void) {
    this.#start = start;
    this.#changed = new Emitter(reportError);
  }

  /** A daemon came or went. */
  get onDidChange(): Event<void> {
    return this.#changed.event;
  }

  get all(): readonly DaemonConnection[] {
    return [...this.#tenancies.values()].flatMap(({ connection }) => connection ?? []);
  }

  /** The running daemon of a project folder. */
  forProject(project: string): DaemonConnection | undefined {
    return this.#tenancies.get(project)?.connection;
  }

  /**
   * Joins the project's daemon, starting it if need be; rejects when it does not start. The choices
   * have no effect on one that runs.
   */
  async acquire(project: string, choices: DaemonStart = {}): Promise<DaemonLease> {
    return this.#lease(project, () => this.#start(project, choices));
  }

  /**
   * Starts the project's daemon ahead of the session that is about to acquire it. Nobody is told when
   * it does not start: the session will be.
   */
  expect(project: string, choices: DaemonStart = {}, within = patience): void {
    if (this.#tenancies.has(project)) return;
    const tenancy = this.#open(project, () => this.#start(project, choices));
    tenancy.unclaimed = setTimeout(() => void this.#close(project, tenancy), within);
  }

  /** Joins the project's daemon: that of this window, else the one that `connect` reaches. */
  async join(project: string, connect: () => Promise<RunningDaemon>): Promise<DaemonLease> {
    return this.#lease(project, connect);
  }

  /** Ends every daemon, whoever holds it. */
  async dispose(): Promise<void> {
    const ends = [...this.#tenancies].map(([project, tenancy]) => this.#close(project, tenancy));
    await Promise.all(ends);
    this.#changed.dispose();
  }

  async #lease(project: string, open: () => Promise<RunningDaemon>): Promise<DaemonLease> {
    const current = this.#tenancies.get(project);
    if (current?.stopping) {
      await current.stopping;
      return this.#lease(project, open);
    }
    const tenancy = current ?? this.#open(project, open);
    tenancy.leases += 1;
    clearTimeout(tenancy.unclaimed);
    const { connection, isGuest = false } = await tenancy.running;
    let released: Promise<void> | undefined;
    return {
      connection,
      get isShared() {
        return isGuest || tenancy.leases > 1;
      },
      release: () => (released ??= this.#release(project, tenancy)),
    };
  }

  #open(project: string, open: () => Promise<RunningDaemon>): Tenancy {
    const tenancy: Tenancy = { running: open(), leases: 0 };
    this.#tenancies.set(project, tenancy);
    tenancy.running.then(
      ({ connection }) => this.#opened(project, tenancy, connection),
      () => this.#forget(project, tenancy),
    );
    return tenancy;
  }

  #opened(project: string, tenancy: Tenancy, connection: DaemonConnection): void {
    tenancy.connection = connection;
    connection.onDidEnd(() => this.#forget(project, tenancy));
    this.#changed.fire();
  }

  async #release(project: string, tenancy: Tenancy): Promise<void> {
    tenancy.leases -= 1;
    if (tenancy.leases === 0) await this.#close(project, tenancy);
  }

  #close(project: string, tenancy: Tenancy): Promise<void> {
    clearTimeout(tenancy.unclaimed);
    tenancy.stopping ??= tenancy.running
      .then(
        (daemon) => daemon.stop(),
        () => undefined,
      )
      .then(() => this.#forget(project, tenancy));
    return tenancy.stopping;
  }

  #forget(project: string, tenancy: Tenancy): void {
    if (this.#tenancies.get(project) !== tenancy) return;
    this.#tenancies.delete(project);
    this.#changed.fire();
  }
}
