import { Emitter } from '../base/emitter.ts';
import { errorMessage } from '../base/codedError.ts';
import type { Actor } from '../protocol/index.ts';
import type { DaemonHistory } from './daemonCore.ts';
import type { MainDaemon } from './mainDaemon.ts';
import type { DaemonRequest } from './openDaemon.ts';
import { openDaemon } from './openDaemon.ts';
import type { RanBefore } from './runAgain.ts';

const actor: Actor = { kind: 'daemon' };

/** How a daemon opens; the product's own way unless a test says otherwise. */
export type OpenDaemon = (request: DaemonRequest, history?: DaemonHistory) => Promise<MainDaemon>;

/** What makes a daemon's plugins run after a restart. */
export type StartAgain = (next: MainDaemon, ran: RanBefore) => Promise<unknown>;

/** Keeps the daemon of a project open, and opens it anew when it is asked to restart. */
export class DaemonKeeper {
  /** Resolves when a plugin or a client asked for the end, or when that or a restart failed; with the exit code. */
  readonly ended: Promise<number>;
  readonly #request: DaemonRequest;
  readonly #open: OpenDaemon;
  readonly #startAgain: StartAgain;
  readonly #end = Promise.withResolvers<number>();
  readonly #closing = new Emitter<MainDaemon>();
  readonly #opened = new Emitter<MainDaemon>();
  readonly #ending = new Emitter<void>();
  #daemon: MainDaemon;
  #current: Promise<MainDaemon>;
  #isEnding = false;

  /** A restart is about to stop everything: what the daemon still tells is about its end. */
  readonly onWillClose = this.#closing.event;
  /** Another daemon took over; its plugins do not run yet. */
  readonly onDidOpen = this.#opened.event;
  /** It stops for good from now on. */
  readonly onWillEnd = this.#ending.event;

  private constructor(
    request: DaemonRequest,
    daemon: MainDaemon,
    startAgain: StartAgain,
    open: OpenDaemon,
  ) {
    this.#request = request;
    this.#open = open;
    this.#startAgain = startAgain;
    this.#daemon = daemon;
    this.#current = Promise.resolve(daemon);
    this.ended = this.#end.promise;
    this.#follow(daemon);
  }

  /** Opens the project's daemon for the first time. */
  static async open(
    request: DaemonRequest,
    startAgain: StartAgain,
    open: OpenDaemon = openDaemon,
  ): Promise<DaemonKeeper> {
    return new DaemonKeeper(request, await open(request), startAgain, open);
  }

  get daemon(): MainDaemon {
    return this.#daemon;
  }

  /** The daemon once no restart is under way. */
  current(): Promise<MainDaemon> {
    return this.#current;
  }

  /** Stops everything for good. */
  async shutdown(by: Actor): Promise<void> {
    if (!this.#isEnding) this.#ending.fire();
    this.#isEnding = true;
    const daemon = await this.#current;
    await daemon.shutdown(by);
  }

  /** Somebody has shut it down: whoever keeps the process may end it. */
  finish(): void {
    this.#end.resolve(0);
  }

  /** Whether an error that nobody caught is a plugin's inside this process. */
  claim(thrown: unknown): boolean {
    return this.#daemon.claim(thrown);
  }

  #follow(daemon: MainDaemon): void {
    daemon.events.end.event((verb) => {
      if (this.#isEnding || daemon !== this.#daemon) return;
      if (verb === 'restart') this.#current = this.#restart(daemon);
      else {
        daemon.say('Ockle is shutting down');
        this.shutdown(actor).then(
          () => this.#end.resolve(0),
          (error: unknown) => this.#giveUp('shut down', error),
        );
      }
    });
  }

  async #restart(last: MainDaemon): Promise<MainDaemon> {
    try {
      last.say('Ockle is restarting');
      this.#closing.fire(last);
      const history = last.history();
      const { held } = last.faults;
      const ran = last.running;
      await last.shutdown(actor);
      const next = await this.#open(this.#request, history);
      next.noteProblems('faults', next.faults.takeOver(held));
      this.#daemon = next;
      this.#follow(next);
      this.#opened.fire(next);
      // Not awaited: the daemon is open, and answers while its plugins start.
      this.#startAgain(next, ran).catch((error: unknown) => this.#giveUp('restart', error));
      return next;
    } catch (error) {
      this.#giveUp('restart', error);
      return last;
    }
  }

  #giveUp(task: 'restart' | 'shut down', error: unknown): void {
    process.stderr.write(`The Ockle daemon could not ${task}: ${errorMessage(error)}\n`);
    this.#end.resolve(1);
  }
}
