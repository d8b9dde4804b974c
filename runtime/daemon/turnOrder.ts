import type { TimedPlugin } from './timedPlugin.ts';

/** Whose turn is next among plugins on one clock: in the order in which they loaded first. */
export class TurnOrder {
  /** A plugin that loads again keeps its place. */
  readonly #places: string[] = [];
  /** The place that had the last turn. */
  #last = -1;

  join({ className }: TimedPlugin): void {
    if (!this.#places.includes(className)) this.#places.push(className);
  }

  inOrder(plugins: Iterable<TimedPlugin>): readonly TimedPlugin[] {
    return [...plugins].sort((a, b) => this.#placeOf(a) - this.#placeOf(b));
  }

  /** The next in turn that has a reason to run. */
  nextRunner(plugins: Iterable<TimedPlugin>, now: number): TimedPlugin | undefined {
    const ordered = this.inOrder(plugins);
    const after = ordered.findIndex((plugin) => this.#placeOf(plugin) > this.#last);
    const from = after < 0 ? 0 : after;
    const turned = [...ordered.slice(from), ...ordered.slice(0, from)];
    const next = turned.find((plugin) => plugin.canRun(now));
    if (next) this.#last = this.#placeOf(next);
    return next;
  }

  #placeOf({ className }: TimedPlugin): number {
    return this.#places.indexOf(className);
  }
}
