import type { Diagnostic } from 'vscode-languageserver/node';
import { runSafe } from './runSafe.ts';
import { keyOf } from './uris.ts';

/** What `Delivery` works with. */
export interface DeliveryParts {
  /** What is to be said of a file now. */
  readonly check: (key: string) => Promise<readonly Diagnostic[]>;
  readonly send: (key: string, diagnostics: readonly Diagnostic[]) => void;
  /** Whether the editor shows the file, so that it wants to know of every check. */
  readonly isOpen: (key: string) => boolean;
  /** Lets others have their turn. */
  readonly pause: () => Promise<void>;
  readonly report: (message: string) => void;
}

/** Checks files one after the other and tells the editor what is new; the latest state counts. */
export class Delivery {
  readonly #parts: DeliveryParts;
  readonly #waiting = new Set<string>();
  /** Files that the editor shows marks of. */
  readonly #marked = new Set<string>();
  #isRunning = false;
  /** What is being checked, unless its marks were taken back meanwhile. */
  #checking: string | undefined;

  constructor(parts: DeliveryParts) {
    this.#parts = parts;
  }

  /** Has files checked soon; those that are asked for again later are checked once. */
  request(uris: Iterable<string>): void {
    for (const uri of uris) this.#waiting.add(keyOf(uri));
    if (!this.#isRunning) void this.#run();
  }

  /** Takes the marks of a file back. */
  clear(uri: string): void {
    const key = keyOf(uri);
    this.#waiting.delete(key);
    if (this.#checking === key) this.#checking = undefined;
    if (this.#marked.delete(key)) this.#parts.send(key, []);
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    // What is asked for in the same turn is one check.
    await this.#parts.pause();
    for (const key of this.#waiting) {
      this.#waiting.delete(key);
      await this.#checkOne(key);
      await this.#parts.pause();
    }
    this.#isRunning = false;
  }

  async #checkOne(key: string): Promise<void> {
    this.#checking = key;
    const diagnostics = await runSafe(
      [],
      () => this.#parts.check(key),
      `check ${key}`,
      this.#parts.report,
    );
    // Taken back or asked for again meanwhile: only the newest answer is worth showing.
    if (this.#checking === key && !this.#waiting.has(key)) this.#tell(key, diagnostics);
  }

  #tell(key: string, diagnostics: readonly Diagnostic[]): void {
    const wasMarked = this.#marked.delete(key);
    if (diagnostics.length > 0) this.#marked.add(key);
    else if (!wasMarked && !this.#parts.isOpen(key)) return;
    this.#parts.send(key, diagnostics);
  }
}
