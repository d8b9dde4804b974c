import { Emitter, type Event } from '../../support/emitter.ts';
import type { WorkspaceMemory } from '../unfoldOnce.ts';

const key = 'ockle.serverTree.pinned';

/** A server of a project. */
type Pin = readonly [project: string, server: string];

/** The servers that the user wants on top, remembered for the workspace. */
export class PinnedServers {
  readonly #memory: WorkspaceMemory;
  readonly #reportError: (error: unknown) => void;
  readonly #changed: Emitter<void>;
  #pins: readonly Pin[];

  constructor(memory: WorkspaceMemory, reportError: (error: unknown) => void) {
    this.#memory = memory;
    this.#reportError = reportError;
    this.#changed = new Emitter(reportError);
    const kept = memory.get(key);
    this.#pins = Array.isArray(kept) ? kept.filter(isPin) : [];
  }

  get onDidChange(): Event<void> {
    return this.#changed.event;
  }

  /** Names of the pinned servers of a project. */
  pinnedOf(project: string): ReadonlySet<string> {
    return new Set(this.#pins.flatMap(([of, server]) => (of === project ? [server] : [])));
  }

  pin(project: string, server: string): void {
    this.#replace([...this.#without(project, server), [project, server]]);
  }

  unpin(project: string, server: string): void {
    this.#replace(this.#without(project, server));
  }

  #without(project: string, server: string): readonly Pin[] {
    return this.#pins.filter((pin) => pin[0] !== project || pin[1] !== server);
  }

  #replace(pins: readonly Pin[]): void {
    this.#pins = pins;
    this.#memory.update(key, pins).then(undefined, this.#reportError);
    this.#changed.fire();
  }
}

function isPin(value: unknown): value is Pin {
  return (
    Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'string')
  );
}
