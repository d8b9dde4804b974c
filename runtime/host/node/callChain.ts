import { AsyncLocalStorage } from 'node:async_hooks';
import type { SourceLocation } from '../../protocol/index.ts';

/** Why code of the plugin runs. */
export interface Chain {
  /** `seq` of the journal entry that led here. */
  readonly cause: number | null;
  /** Where the running callback was registered, for calls that no line of the plugin shows. */
  readonly place?: SourceLocation | undefined;
}

/** Follows the cause through awaits, timers and callbacks. */
export class CallChain {
  readonly #storage = new AsyncLocalStorage<Chain>();
  /** What stands when nothing is known: the start of the plugin. */
  #root: Chain = { cause: null };

  get current(): Chain {
    return this.#storage.getStore() ?? this.#root;
  }

  setRoot(root: Chain): void {
    this.#root = root;
  }

  run<Result>(chain: Chain, body: () => Result): Result {
    return this.#storage.run(chain, body);
  }
}
