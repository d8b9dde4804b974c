import type { OckleDebugSession } from './ockleDebugSession.ts';

/** The sessions of type `ockle` of the window. */
export class DebugRuns {
  readonly #sessions = new Set<OckleDebugSession>();

  add(session: OckleDebugSession): void {
    this.#sessions.add(session);
  }

  remove(session: OckleDebugSession): void {
    this.#sessions.delete(session);
  }

  /** The session a plugin belongs to when it is started by hand: the one that ran it, else the newest. */
  sessionFor(project: string, plugin: string): OckleDebugSession | undefined {
    const running = [...this.#sessions].filter(({ run }) => run?.project === project);
    return running.findLast(({ run }) => run?.includes(plugin)) ?? running.at(-1);
  }
}
