/** More files of one plugin are not kept. */
const mostFiles = 2_000;

/** Files that one generation of a plugin has loaded, its own first. */
export class PluginFiles {
  readonly #files: Set<string>;

  constructor(own: string) {
    this.#files = new Set([own]);
  }

  get list(): readonly string[] {
    return [...this.#files];
  }

  /** Whether it was not there yet. */
  add(file: string): boolean {
    if (this.#files.has(file) || this.#files.size >= mostFiles) return false;
    this.#files.add(file);
    return true;
  }

  /** Counts those of another generation as well. */
  addAll(others: PluginFiles): void {
    for (const file of others.#files) this.add(file);
  }
}
