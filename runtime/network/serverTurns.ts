import { CodedError } from '../base/codedError.ts';

/** Who may do something with a server: one at a time, and nobody while it is read. */
export class ServerTurns {
  readonly #name: string;
  #busyWith: string | undefined;
  #reading: Promise<undefined> | undefined;

  constructor(name: string) {
    this.#name = name;
  }

  /** What is being done with the server right now, as in "being switched on". */
  get busyWith(): string | undefined {
    return this.#busyWith;
  }

  /** Settles when the read of it that is under way has ended. */
  get readUnderWay(): Promise<undefined> | undefined {
    return this.#reading;
  }

  /** @throws CodedError `server-busy` */
  refuseBusy(): void {
    if (this.#busyWith !== undefined)
      throw serverBusy({ name: this.#name, busyWith: this.#busyWith });
  }

  /** Reading is nothing to be refused for: who wants to act waits until it has ended. */
  async whileReading<Result>(read: () => Promise<Result>): Promise<Result> {
    while (this.#reading) await this.#reading;
    this.refuseBusy();
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.#reading = promise;
    try {
      return await read();
    } finally {
      this.#reading = undefined;
      resolve(undefined);
    }
  }

  /** Two sequences at once would leave devices half on and half off. */
  async alone<Result>(doing: string, act: () => Promise<Result>): Promise<Result> {
    while (this.#reading) await this.#reading;
    this.refuseBusy();
    this.#busyWith = doing;
    try {
      return await act();
    } finally {
      this.#busyWith = undefined;
    }
  }
}

/** Why a server cannot be acted on now. */
export function serverBusy(server: {
  readonly name: string;
  readonly busyWith: string | undefined;
}): CodedError {
  const { name, busyWith = 'busy' } = server;
  const message = `${name} is ${busyWith} right now. Try again when that has ended.`;
  return new CodedError('server-busy', message);
}
