import type { PluginInfo } from '../../runtime/protocol/index.ts';

/** What one running plugin has loaded. */
interface Loaded {
  readonly files: readonly string[];
  readonly generation: number;
  readonly reloadedAt: number | undefined;
  /** Those that were saved since. */
  readonly saved: Set<string>;
}

/** Which files the running plugins of one daemon have loaded, and which were saved since. */
export class LoadedFiles {
  readonly #plugins = new Map<string, Loaded>();

  /** Absolute paths, each once. */
  get all(): readonly string[] {
    return [...new Set([...this.#plugins.values()].flatMap(({ files }) => files))];
  }

  /** Takes over what the daemon tells of a plugin. */
  pluginChanged({ className, generation, phase, files, source, lastReload }: PluginInfo): void {
    const isAlive = !['notRunning', 'stopped', 'failed'].includes(phase.kind);
    if (!isAlive) {
      this.#plugins.delete(className);
      return;
    }
    const before = this.#plugins.get(className);
    const reloadedAt = lastReload?.outcome === 'reloaded' ? lastReload.at : before?.reloadedAt;
    const isNew = before?.generation !== generation || before.reloadedAt !== reloadedAt;
    const saved = isNew ? new Set<string>() : before.saved;
    const loaded = files ?? [source.file];
    this.#plugins.set(className, { files: loaded, generation, reloadedAt, saved });
  }

  fileSaved(file: string): void {
    for (const { files, saved } of this.#plugins.values())
      if (files.includes(file)) saved.add(file);
  }

  /** Names of the running plugins that have loaded a file. */
  pluginsOf(file: string): readonly string[] {
    return [...this.#plugins].flatMap(([name, { files }]) => (files.includes(file) ? name : []));
  }

  /** Names of the running plugins that have loaded an older text of a file than was saved. */
  outdatedBy(file: string): readonly string[] {
    return [...this.#plugins].flatMap(([name, { saved }]) => (saved.has(file) ? name : []));
  }
}
