import { chmod } from 'node:fs/promises';
import type { Server, Socket } from 'node:net';
import { createServer } from 'node:net';
import { errorCode, errorMessage } from '../base/codedError.ts';
import type { Problem } from '../protocol/index.ts';
import { lineTransport } from '../protocol/index.ts';
import { DaemonClaim, type ClaimRequest } from './daemonClaim.ts';
import type { DaemonKeeper } from './daemonKeeper.ts';
import { DaemonService } from './daemonService.ts';

/** Clients besides the one that started the daemon; nobody has more windows open on one project. */
const mostGuests = 16;

/** Lets further clients of the same user in, and keeps a second daemon of the project out. */
export class DaemonDoor {
  readonly #claim: DaemonClaim | undefined;
  /** Why nobody can come in. */
  #problem: Problem | undefined;
  readonly #guests = new Set<Socket>();
  #server: Server | undefined;

  private constructor(claim: DaemonClaim | undefined, problem: Problem | undefined) {
    this.#claim = claim;
    this.#problem = problem;
  }

  /**
   * Claims the project, before anything of it is opened. With `beside` another daemon may run there,
   * and nobody can attach to this one then.
   * @throws CodedError `daemon-runs-already`
   */
  static async open(request: ClaimRequest, { beside = false } = {}): Promise<DaemonDoor> {
    try {
      return new DaemonDoor(await DaemonClaim.make(request), undefined);
    } catch (thrown) {
      const code = errorCode(thrown);
      if (code === 'daemon-runs-already' && !beside) throw thrown;
      const message = errorMessage(thrown);
      return new DaemonDoor(undefined, { code, severity: 'information', message });
    }
  }

  /** Serves clients from now on. */
  async serve(keeper: DaemonKeeper, version: string): Promise<void> {
    if (this.#claim) await this.#listen(this.#claim, keeper, version).catch(this.#noteFailure);
    // Another one that starts waits for the end then; what cannot be written keeps it out.
    keeper.onWillEnd(() => void this.#claim?.ends().catch(() => undefined));
    const problem = this.#problem;
    if (problem) keeper.daemon.noteProblems('attach', [problem]);
  }

  /** The daemon has ended. */
  async close(): Promise<void> {
    const server = this.#server;
    for (const guest of this.#guests) guest.destroySoon();
    if (server) await new Promise((done) => server.close(done));
    await this.#claim?.release();
  }

  readonly #noteFailure = (thrown: unknown): void => {
    const message = `Nobody can attach to this daemon: ${errorMessage(thrown)}. Allow the folder to be written.`;
    this.#problem = { code: 'daemon-not-attachable', severity: 'information', message };
  };

  async #listen(claim: DaemonClaim, keeper: DaemonKeeper, version: string): Promise<void> {
    const server = createServer((guest) => this.#welcome(guest, keeper, version));
    await new Promise<void>((listening, failed) => {
      server.once('error', failed);
      server.listen(claim.socket, listening);
    });
    this.#server = server;
    server.on('error', this.#noteFailure);
    // The folder is the user's own already; this is for systems that look at the socket alone.
    if (process.platform !== 'win32') await chmod(claim.socket, 0o600);
    await claim.listens();
  }

  #welcome(guest: Socket, keeper: DaemonKeeper, version: string): void {
    // What goes wrong with a guest ends its visit, and `close` follows.
    guest.on('error', () => undefined);
    if (this.#guests.size >= mostGuests) {
      guest.destroy();
      return;
    }
    this.#guests.add(guest);
    guest.on('close', () => this.#guests.delete(guest));
    new DaemonService(keeper, version, lineTransport(guest), { isGuest: true });
  }
}
