/** Called with what a worker threw. */
export type OnWorkerError = (id: string, error: unknown) => void;

interface Worker {
  readonly id: string;
  readonly done: Promise<void>;
  isDone: boolean;
}

/** Work that goes on side by side, as the original's engine of threads. */
export class WorkerEngine {
  readonly #onError: OnWorkerError;
  #workers: readonly Worker[] = [];

  constructor(onError: OnWorkerError) {
    this.#onError = onError;
  }

  /** Begins `work` at once; ids need not be unique. */
  addWorker(id: string, work: () => Promise<unknown>): void {
    const done = this.#run(id, work).finally(() => (worker.isDone = true));
    const worker: Worker = { id, done, isDone: false };
    this.#workers = [...this.#workers, worker];
  }

  /** Whether there is one of that id, be it done and not cleaned away yet. */
  isWorker(id: string): boolean {
    return this.#workers.some((worker) => worker.id === id);
  }

  /** Forgets all that are done. */
  cleanDoneWorkers(): void {
    this.#workers = this.#workers.filter(({ isDone }) => !isDone);
  }

  /** Resolves when all are done and forgotten, those that begin meanwhile too. */
  async waitForWorkers(): Promise<void> {
    while (this.#workers.length > 0) {
      await Promise.all(this.#workers.map(({ done }) => done));
      this.cleanDoneWorkers();
    }
  }

  /** Their ids, in the order they began. */
  getWorkers(): readonly string[] {
    return this.#workers.map(({ id }) => id);
  }

  /** How many there are, those that are done and not cleaned away included. */
  getWorkerCount(): number {
    return this.#workers.length;
  }

  async #run(id: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#onError(id, error);
    }
  }
}
