import { percentUses } from './percentUses.ts';

/** The raw values of variables by lower-case name. */
export type RawValues = ReadonlyMap<string, { readonly value: string }>;

/** How many variables may be looked at in all: circles that take longer to find are not told apart. */
export class LookBudget {
  #left = 1_000_000;

  /** Whether one more look is allowed. */
  spend(looks: number): boolean {
    this.#left -= looks;
    return this.#left > 0;
  }
}

/** The references between the variables of one section, which inherits those of DEFAULT. */
export class ReferenceGraph {
  readonly #own: RawValues;
  readonly #inherited: RawValues;
  readonly #budget: LookBudget;
  readonly #straight = new Set<string>();
  readonly #circular = new Set<string>();

  constructor(own: RawValues, inherited: RawValues, budget: LookBudget) {
    this.#own = own;
    this.#inherited = inherited;
    this.#budget = budget;
  }

  has(name: string): boolean {
    return this.#own.has(name) || this.#inherited.has(name);
  }

  /** Whether following the references of a variable never ends; chains may be as long as the file. */
  reachesCircle(start: string): boolean {
    if (this.#circular.has(start)) return true;
    const path = new Set<string>();
    const stack = [start];
    for (let name = stack.at(-1); name !== undefined; name = stack.at(-1)) {
      if (path.has(name)) {
        path.delete(name);
        this.#straight.add(name);
        stack.pop();
      } else if (this.#straight.has(name)) stack.pop();
      else {
        path.add(name);
        const targets = this.#targets(name);
        if (targets.some((each) => path.has(each) || this.#circular.has(each))) {
          for (const each of path) this.#circular.add(each);
          return true;
        }
        if (!this.#budget.spend(1 + targets.length)) return false;
        for (const each of targets) stack.push(each);
      }
    }
    return false;
  }

  #targets(name: string): readonly string[] {
    const { value } = this.#own.get(name) ?? this.#inherited.get(name) ?? { value: '' };
    const targets = percentUses(value).flatMap(({ reference }) => reference ?? []);
    return [...new Set(targets)].filter((each) => !this.#straight.has(each));
  }
}
