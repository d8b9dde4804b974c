import { toRowPlace } from './rowId.ts';
import type { ServerTreeModel } from './serverTreeModel.ts';
import type { ServerTreeRow } from './serverTreeRow.ts';

/** What VS Code was last given of the tree, so that only what differs is given again. */
export class ShownTree {
  #models: ReadonlyMap<string, ServerTreeModel> = new Map();
  #roots: readonly string[] | undefined;
  readonly #rows = new Map<string, ServerTreeRow>();
  readonly #children = new Map<string, readonly string[]>();

  /**
   * Replaces the projects. Answers the shown rows that look different, or nothing when rows came, went
   * or moved and everything has to be asked for again.
   */
  replace(models: readonly ServerTreeModel[]): readonly string[] | undefined {
    this.#models = new Map(models.map((model) => [model.project, model]));
    const isSameShape =
      isSame(this.#roots ?? [], this.#currentRoots()) &&
      [...this.#children].every(([id, shown]) => isSame(shown, this.#currentChildren(id)));
    if (isSameShape)
      return [...this.#rows].flatMap(([id, row]) => (this.#isSameRow(row) ? [] : id));
    this.#roots = undefined;
    this.#rows.clear();
    this.#children.clear();
    return undefined;
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
    return children;
  }

  /** The row of an id as it is now; what is just going away keeps its last look. */
  row(id: string): ServerTreeRow | undefined {
    const row = this.#modelOf(id)?.row(id) ?? this.#rows.get(id);
    if (row) this.#rows.set(id, row);
    return row;
  }

  /** Ids of shown rows that look different, or have other rows below, since servers changed. */
  changedRows(project: string, servers: readonly string[]): readonly string[] {
    const model = this.#models.get(project);
    if (!model) return [];
    const ids = new Set(servers.flatMap((server) => model.rowsOf(server)));
    return [...ids].filter((id) => {
      const children = this.#children.get(id);
      if (children && !isSame(children, this.#currentChildren(id))) return true;
      const row = this.#rows.get(id);
      return row && !this.#isSameRow(row);
    });
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
    return JSON.stringify(row) === JSON.stringify(this.#modelOf(row.id)?.row(row.id));
  }

  #modelOf(id: string): ServerTreeModel | undefined {
    return this.#models.get(toRowPlace(id)?.project ?? '');
  }
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((each, index) => each === b[index]);
}
