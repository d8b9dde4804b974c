import type { PluginFailure } from '../protocol/index.ts';
import type { PluginLife } from './pluginLife.ts';

/** Unreadable messages after which a process is ended. */
const most = 100;

/** Counts what a plugin's process sent and nobody can read. */
export class UnreadableMessages {
  readonly #className: string;
  readonly #life: PluginLife;
  readonly #fail: (failure: PluginFailure) => void;
  #count = 0;

  /** `fail` ends the process. */
  constructor(className: string, life: PluginLife, fail: (failure: PluginFailure) => void) {
    this.#className = className;
    this.#life = life;
    this.#fail = fail;
  }

  /** Takes one more; `why` says what was wrong with it. */
  take(why: string): void {
    if (++this.#count > most) return;
    const said = `The host of ${this.#className} sent something unreadable. ${why}`;
    this.#life.warn('bad-host-message', said);
    if (this.#count < most) return;
    this.#fail({
      code: 'plugin-host-failed',
      message: `The process for ${this.#className} sent ${most} unreadable messages, so it was ended.`,
    });
  }
}
