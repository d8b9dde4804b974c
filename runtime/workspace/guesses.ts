import { nearestName } from '../template/index.ts';

/** Far more than a file needs in which somebody mistyped something. */
const mostComparisons = 50_000;

/** Finds what mistyped names of one file may mean, and gives up before that takes long. */
export class Guesses {
  #left = mostComparisons;

  /** The nearest of the candidates, whatever order they come in. */
  nearest(name: string, candidates: Iterable<string>): string | undefined {
    const names: string[] = [];
    for (const candidate of this.#left > 0 ? candidates : []) {
      if (candidate !== name) names.push(candidate);
      if (--this.#left === 0) return undefined;
    }
    return nearestName(name, names.sort());
  }
}
