import type { OutlineRow } from './outlineRow.ts';

/** The rows of an outline by id. */
export class OutlineModel {
  readonly roots: readonly string[];
  readonly #rows = new Map<string, OutlineRow>();
  readonly #parents = new Map<string, string>();

  constructor(rows: readonly OutlineRow[]) {
    this.roots = rows.map(({ id }) => id);
    for (const row of rows) this.#add(row);
  }

  row(id: string): OutlineRow | undefined {
    return this.#rows.get(id);
  }

  parentOf(id: string): string | undefined {
    return this.#parents.get(id);
  }

  childrenOf(id: string): readonly string[] {
    return (this.#rows.get(id)?.children ?? []).map((child) => child.id);
  }

  /**
   * What has to be drawn again to get here: rows that look different or have other rows below, or
   * nothing when the roots themselves are others.
   */
  changesSince(before: OutlineModel): readonly string[] | undefined {
    if (!isSame(this.roots, before.roots)) return undefined;
    return [...this.#rows].flatMap(([id, row]) => {
      const old = before.row(id);
      return old && look(old) !== look(row) ? id : [];
    });
  }

  #add(row: OutlineRow): void {
    this.#rows.set(row.id, row);
    for (const child of row.children) {
      this.#parents.set(child.id, row.id);
      this.#add(child);
    }
  }
}

function look({ children, ...row }: OutlineRow): string {
  return JSON.stringify([row, children.map(({ id }) => id)]);
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((each, index) => each === b[index]);
}
