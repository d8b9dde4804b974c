import { RpcError } from '../protocol/index.ts';

/** A call that waits for its answer. */
interface PendingCall {
  readonly method: string;
  readonly reject: (reason: RpcError) => void;
  readonly deadlineMs: number;
  /** Milliseconds on the clock that only goes forward; Infinity when there is no deadline. */
  readonly due: number;
}

/** Calls and their deadlines; one timer watches them all, as nearly every call is answered long before. */
export class PendingCalls {
  readonly #calls = new Set<PendingCall>();
  #timer: NodeJS.Timeout | undefined;
  /** When the timer looks. */
  #look = Infinity;

  /** `reject` gets an RpcError `deadline` after so many milliseconds, or what `close` is given. */
  add(method: string, reject: PendingCall['reject'], deadlineMs = Infinity): PendingCall {
    const due = deadlineMs === Infinity ? Infinity : performance.now() + deadlineMs;
    const call = { method, reject, deadlineMs, due };
    this.#calls.add(call);
    if (due < this.#look) this.#lookAt(due);
    return call;
  }

  delete(call: PendingCall): void {
    this.#calls.delete(call);
  }

  close(reason: RpcError): void {
    clearTimeout(this.#timer);
    for (const { reject } of this.#calls) reject(reason);
    this.#calls.clear();
  }

  #lookAt(due: number): void {
    clearTimeout(this.#timer);
    this.#look = due;
    this.#timer = setTimeout(() => this.#rejectLate(), due - performance.now());
  }

  #rejectLate(): void {
    const now = performance.now();
    let next = Infinity;
    for (const call of this.#calls) {
      if (call.due > now) next = Math.min(next, call.due);
      else this.#giveUp(call);
    }
    this.#look = Infinity;
    if (next < Infinity) this.#lookAt(next);
  }

  #giveUp(call: PendingCall): void {
    this.#calls.delete(call);
    const { method, deadlineMs } = call;
    call.reject(new RpcError('deadline', `${method} was not answered within ${deadlineMs} ms.`));
  }
}
