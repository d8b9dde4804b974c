import {
  daemonProtocolVersion,
  type DaemonContract,
  type DaemonEventContract,
} from '../../runtime/protocol/index.ts';
import { lineTransport } from '../../runtime/protocol/lineTransport.ts';
import { RpcError } from '../../runtime/protocol/rpcError.ts';
import { RpcPeer } from '../../runtime/protocol/rpcPeer.ts';
import { failures, messageOf, type Failure } from '../support/failures.ts';
import { DaemonConnection } from './daemonConnection.ts';
import { DaemonProcess, endedByItself, type DaemonCommand } from './daemonProcess.ts';
import type { RunningDaemon } from './daemons.ts';

/** Milliseconds a daemon has for each step. */
interface DaemonDeadlines {
  /** To answer `initialize`, and `subscribe`. */
  readonly start: number;
  /** To stop its plugins, and to end; longer than its own stop ladder. */
  readonly stop: number;
}

const usualDeadlines: DaemonDeadlines = { start: 20_000, stop: 15_000 };

/** Where the parts of a daemon report. */
export interface DaemonLog {
  info(message: string): void;
  error(message: string): void;
}

/** Starts a daemon and waits until it answers; rejects with a {@link Failure}. */
export async function startDaemon(
  command: DaemonCommand,
  log: DaemonLog,
  deadlines = usualDeadlines,
): Promise<RunningDaemon> {
  const daemon = new DaemonProcess(command, (line) => log.info(`daemon: ${line}`));
  const start = new StartedDaemon(daemon, command.project, log, deadlines);
  try {
    await start.greet();
    return start;
  } catch (error) {
    await daemon.kill();
    throw failures.daemonStartFailed(command.project, error);
  }
}

class StartedDaemon implements RunningDaemon {
  readonly connection: DaemonConnection;
  readonly #daemon: DaemonProcess;
  readonly #peer: RpcPeer<DaemonEventContract, DaemonContract>;
  readonly #log: DaemonLog;
  readonly #deadlines: DaemonDeadlines;
  #isStopping = false;
  #isGone = false;

  constructor(daemon: DaemonProcess, project: string, log: DaemonLog, deadlines: DaemonDeadlines) {
    this.#deadlines = deadlines;
    this.#daemon = daemon;
    this.#log = log;
    const report = (error: unknown): void => log.error(messageOf(error));
    this.connection = new DaemonConnection(
      project,
      (method, params) => this.#peer.request(method, params),
      report,
    );
    this.#peer = new RpcPeer(
      lineTransport(daemon.channel),
      { requests: {}, notes: this.connection.notes },
      { onProblem: report },
    );
    void daemon.exited.then((how) => this.#ended(how));
  }

  async greet(): Promise<void> {
    const limit = { deadlineMs: this.#deadlines.start };
    const hello = { protocol: daemonProtocolVersion, client: 'vscode' };
    const welcome = await this.#peer
      .request('initialize', hello, limit)
      .catch(async (error: unknown) => {
        if (!(error instanceof RpcError) || error.code !== 'closed') throw error;
        throw new Error(`its process ended at once (${await this.#daemon.kill()})`);
      });
    if (welcome.protocol !== daemonProtocolVersion) {
      throw failures.daemonVersionDiffers(daemonProtocolVersion, welcome.protocol);
    }
    this.connection.welcome(welcome);
    await this.#peer.request('subscribe', {}, limit);
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    if (this.#isGone) return;
    const { stop } = this.#deadlines;
    try {
      await this.#peer.request('shutdown', {}, { deadlineMs: stop }).catch(unlessClosed);
      await within(stop, this.#daemon.exited);
    } catch (error) {
      this.#log.error(`The daemon did not end by itself: ${messageOf(error)}`);
    }
    await this.#daemon.kill();
  }

  #ended(how: string): void {
    this.#isGone = true;
    this.#peer.close();
    const isCalm = this.#isStopping || how === endedByItself;
    const failure: Failure | undefined = isCalm ? undefined : failures.daemonEnded(how);
    if (failure) this.#log.error(failure.message);
    this.connection.end(failure);
  }
}

/** A plugin asked for the end first: the daemon is about to be gone. */
function unlessClosed(error: unknown): void {
  if (!(error instanceof RpcError) || error.code !== 'closed') throw error;
}

async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`still there after ${ms} ms`)), ms);
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
