import { toRowPlace } from './rowId.ts';
import type { ServerTreeModel } from './serverTreeModel.ts';
import type { ServerTreeRow } from './serverTreeRow.ts';

/** What VS Code was last given of the tree, so that only what differs is given again. */
export class ShownTree {
  #models: ReadonlyMap<string, ServerTreeModel> = new Map();
  readonly #rows = new Map<string, ServerTreeRow>();
  readonly #children = new Map<string, readonly string[]>();

  /** Replaces the projects; all rows have to be asked for again. */
  replace(models: readonly ServerTreeModel[]): void {
    this.#models = new Map(models.map((model) => [model.project, model]));
    this.#rows.clear();
    this.#children.clear();
  }

  /** Ids at the top: servers, or projects when there are several. */
  roots(): readonly string[] {
    const models = [...this.#models.values()];
    return models.length > 1
      ? models.map(({ projectId }) => projectId)
      : models.flatMap(({ roots }) => roots);
  }

  /** Ids below a row. */
  children(id: string): readonly string[] {
    const children = this.#modelOf(id)?.childrenOf(id) ?? [];
    this.#children.set(id, children);
    return children;
  }

  /** Id of the row above a row; the project's row counts only while it is shown. */
  parent(id: string): string | undefined {
    const model = this.#modelOf(id);
    if (!model || id === model.projectId) return undefined;
    return model.parentOf(id) ?? (this.#models.size > 1 ? model.projectId : undefined);
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
    return [...ids].filter((id) => this.#isChanged(model, id));
  }

  #isChanged(model: ServerTreeModel, id: string): boolean {
    const children = this.#children.get(id);
    if (children && children.join('\n') !== model.childrenOf(id).join('\n')) return true;
    const shown = this.#rows.get(id);
    return shown !== undefined && JSON.stringify(shown) !== JSON.stringify(model.row(id));
  }

  #modelOf(id: string): ServerTreeModel | undefined {
    return this.#models.get(toRowPlace(id)?.project ?? '');
  }
}
