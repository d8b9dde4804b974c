import { toRowPlace } from './rowId.ts';
import type { ServerTreeModel } from './serverTreeModel.ts';
import { isSameRow, type ServerTreeRow } from './serverTreeRow.ts';

/** What VS Code was last given of the tree, so that only what differs is given again. */
export class ShownTree {
  #models: ReadonlyMap<string, ServerTreeModel> = new Map();
  #roots: readonly string[] | undefined;
  readonly #rows = new Map<string, ServerTreeRow>();
  readonly #children = new Map<string, readonly string[]>();
  /** Rows that were folded after what is below them had been drawn. */
  readonly #folded = new Set<string>();

  /**
   * Replaces the projects. Answers the shown rows that look different, or nothing when rows came, went
   * or moved and everything has to be asked for again.
   */
  replace(models: readonly ServerTreeModel[]): readonly string[] | undefined {
    this.#models = new Map(models.map((model) => [model.project, model]));
    const isSameShape =
      isSame(this.#roots ?? [], this.#currentRoots()) &&
      [...this.#children].every(([id, shown]) => isSame(shown, this.#currentChildren(id)));
    if (isSameShape) return this.#differing(this.#rows.keys());
    this.reset();
    return undefined;
  }

  /** Forgets what was given: everything has to be asked for again. */
  reset(): void {
    this.#roots = undefined;
    this.#rows.clear();
    this.#children.clear();
  }

  /** What is below a row is out of sight until it is unfolded or asked for. */
  fold(id: string): void {
    if (this.#children.has(id)) this.#folded.add(id);
  }

  /** A row was unfolded; answers what changed below it meanwhile. */
  unfold(id: string): readonly string[] {
    if (!this.#folded.delete(id)) return [];
    return this.#differing(this.#rows.keys());
  }

  /** Id of the row that a row is drawn under. */
  parent(id: string): string | undefined {
    const model = this.#modelOf(id);
    const above = model?.parentOf(id);
    if (above !== undefined || !model || this.#models.size < 2) return above;
    return id === model.projectId ? undefined : model.projectId;
  }

  /** Ids at the top: servers, or projects when there are several. */
  roots(): readonly string[] {
    this.#roots = this.#currentRoots();
    return this.#roots;
  }

  /** Ids below a row. */
  children(id: string): readonly string[] {
    const children = this.#currentChildren(id);
    this.#children.set(id, children);
    this.#folded.delete(id);
    return children;
  }

  /** The row of an id as it is now; what is just going away keeps its last look. */
  row(id: string): ServerTreeRow | undefined {
    const row = this.#modelOf(id)?.row(id) ?? this.#rows.get(id);
    if (row) this.#rows.set(id, row);
    return row;
  }

  /** Ids of rows in sight that look different, or have other rows below, since servers changed. */
  changedRows(project: string, servers: readonly string[]): readonly string[] {
    const model = this.#models.get(project);
    if (!model) return [];
    const isOpen = (id: string): boolean => this.#children.has(id) && !this.#folded.has(id);
    return this.#differing(new Set(servers.flatMap((server) => model.rowsOf(server, isOpen))));
  }

  /** Ids of the rows of faults that look different since calls were struck. */
  changedFaults(project: string): readonly string[] {
    return this.#differing(this.#models.get(project)?.faultRows ?? []);
  }

  #differing(ids: Iterable<string>): readonly string[] {
    return [...ids].filter((id) => {
      if (this.#isOutOfSight(id)) return false;
      const children = this.#children.get(id);
      if (children && !isSame(children, this.#currentChildren(id))) return true;
      const row = this.#rows.get(id);
      return row && !this.#isSameRow(row);
    });
  }

  #isOutOfSight(id: string): boolean {
    if (this.#folded.size === 0) return false;
    for (let at = this.parent(id); at !== undefined; at = this.parent(at))
      if (this.#folded.has(at)) return true;
    return false;
  }

  #currentRoots(): readonly string[] {
    const models = [...this.#models.values()];
    return models.length > 1
      ? models.map(({ projectId }) => projectId)
      : models.flatMap(({ roots }) => roots);
  }

  #currentChildren(id: string): readonly string[] {
    return this.#modelOf(id)?.childrenOf(id) ?? [];
  }

  #isSameRow(row: ServerTreeRow): boolean {
    const now = this.#modelOf(row.id)?.row(row.id);
    return now !== undefined && isSameRow(row, now);
  }

  #modelOf(id: string): ServerTreeModel | undefined {
    return this.#models.get(toRowPlace(id)?.project ?? '');
  }
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((each, index) => each === b[index]);
}
