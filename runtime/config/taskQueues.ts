/** Runs tasks of the same key one after another, those of different keys side by side. */
export class TaskQueues {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Settles as the task does; one that fails does not stop those after it. */
  async run<Result>(key: string, task: () => Promise<Result>): Promise<Result> {
    const before = this.#last.get(key);
    const turn = before ? before.then(task, task) : task();
    this.#last.set(key, turn);
    try {
      return await turn;
    } finally {
      if (this.#last.get(key) === turn) this.#last.delete(key);
    }
  }
}
