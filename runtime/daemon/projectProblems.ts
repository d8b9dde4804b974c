import type { Problem } from '../protocol/index.ts';

/** What is wrong with a project's files and surroundings, by where it was found. */
export class ProjectProblems {
  readonly #problems = new Map<string, readonly Problem[]>();
  readonly #tell: (problem: Problem) => void;

  /** `tell` hears of each problem when it is new. */
  constructor(tell: (problem: Problem) => void) {
    this.#tell = tell;
  }

  get all(): readonly Problem[] {
    return [...this.#problems.values()].flat();
  }

  /** Replaces the problems of one origin, and tells about those that are new. */
  note(origin: string, problems: readonly Problem[]): void {
    const known = new Set((this.#problems.get(origin) ?? []).map((each) => JSON.stringify(each)));
    this.#problems.set(origin, problems);
    for (const problem of problems) {
      if (!known.has(JSON.stringify(problem))) this.#tell(problem);
    }
  }
}
