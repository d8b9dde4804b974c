import { errorMessage } from '../base/codedError.ts';
import type { DebugTarget } from '../protocol/index.ts';

/** What a plugin's debugger needs of its process. */
interface DebuggerParts {
  readonly className: string;
  /** Settles when the process can be asked, or is gone. */
  readonly ready: Promise<unknown>;
  /** Makes the process open a debugger. */
  readonly ask: () => Promise<DebugTarget>;
  /** There is one, so the plugin may stand still. */
  readonly onOpen: () => void;
}

/** Whether a plugin's process has a debugger, or is about to. */
export class PluginDebugger {
  readonly #parts: DebuggerParts;
  #isOpen = false;
  #isWanted = false;
  #opening: Promise<DebugTarget> | undefined;

  constructor(parts: DebuggerParts) {
    this.#parts = parts;
  }

  /** A debugged plugin may stand still for as long as its author thinks. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** From then on an inspector that opens is the debugger's. */
  get isWanted(): boolean {
    return this.#isWanted;
  }

  /** Settles when it is open, or cannot be opened; at once when nobody asked for it. */
  get settled(): Promise<unknown> {
    return this.#opening ?? Promise.resolve();
  }

  /** Answers where to attach, or why that cannot be; never rejects. */
  open(): Promise<DebugTarget> {
    this.#opening = this.#open();
    return this.#opening;
  }

  async #open(): Promise<DebugTarget> {
    const { className, ready, ask, onOpen } = this.#parts;
    try {
      await ready;
      this.#isWanted = true;
      const target = await ask();
      this.#isOpen = target.kind !== 'unavailable';
      this.#isWanted = this.#isOpen;
      if (this.#isOpen) onOpen();
      return target;
    } catch (thrown) {
      this.#isWanted = false;
      const message = `${className} cannot be debugged: ${errorMessage(thrown)}`;
      return {
        kind: 'unavailable',
        problem: { code: 'debugger-failed', severity: 'error', message, plugin: className },
      };
    }
  }
}
