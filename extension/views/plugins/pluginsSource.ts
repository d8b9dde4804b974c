import * as vscode from 'vscode';
import type { Daemons } from '../../daemon/daemons.ts';
import { DisposableStore } from '../../support/disposableStore.ts';
import { Emitter, type Event } from '../../support/emitter.ts';
import type { OutlineSource } from '../outline/outlineProvider.ts';
import { partsOfId, type OutlineRow } from '../outline/outlineRow.ts';
import type { ProjectFolders } from '../projectFolders.ts';
import { systemTimers } from '../throttle.ts';
import type { ProjectEntry } from './pluginEntry.ts';
import { pluginRows } from './pluginRows.ts';
import { ProjectPlugins, type ProjectPluginsParts } from './projectPlugins.ts';

const secondMs = 1000;

/** What the view reads. */
export interface PluginsSourceParts extends Omit<ProjectPluginsParts, 'changed'> {
  readonly folders: Pick<ProjectFolders, 'all' | 'onDidChange' | 'onDidFindFiles'>;
  readonly daemons: Pick<Daemons, 'all' | 'forProject' | 'onDidChange'>;
}

/** The plugins of all projects of the workspace, and of those that run. */
export class PluginsSource implements OutlineSource {
  readonly #parts: PluginsSourceParts;
  readonly #store = new DisposableStore();
  readonly #changed: Emitter<void>;
  readonly #projects = new Map<string, ProjectPlugins>();
  #starting: Promise<void> | undefined;
  #isVisible = false;
  #cancelTick: (() => void) | undefined;

  constructor(parts: PluginsSourceParts) {
    this.#parts = parts;
    this.#changed = new Emitter(parts.reportError);
  }

  get onDidChange(): Event<void> {
    return this.#changed.event;
  }

  get rows(): readonly OutlineRow[] {
    return pluginRows(this.entries, Date.now());
  }

  /** What is known of each project, in the order of their paths. */
  get entries(): readonly ProjectEntry[] {
    return this.all.map(({ entry }) => entry);
  }

  /** In the order of their paths. */
  get all(): readonly ProjectPlugins[] {
    const compare = (a: ProjectPlugins, b: ProjectPlugins): number =>
      a.uri.fsPath < b.uri.fsPath ? -1 : 1;
    return [...this.#projects.values()].sort(compare);
  }

  project(path: string): ProjectPlugins | undefined {
    return this.#projects.get(path);
  }

  /** Reads the projects and follows them from now on; once. */
  start(): Promise<void> {
    return (this.#starting ??= this.#start());
  }

  async unfold(id: string): Promise<void> {
    const [project = '', kind, plugin = ''] = partsOfId(id);
    if (kind === 'plugin') await this.#projects.get(project)?.unfold(plugin);
  }

  /** The time that plugins run grows on the screen only while somebody can see it. */
  setVisible(isVisible: boolean): void {
    this.#isVisible = isVisible;
    if (isVisible) this.#tick();
  }

  dispose(): void {
    this.#cancelTick?.();
    this.#store.dispose();
    this.#changed.dispose();
    for (const project of this.#projects.values()) project.dispose();
  }

  async #start(): Promise<void> {
    const { folders, daemons, stops, reportError } = this.#parts;
    this.#store.add(stops.onDidChange(this.#change));
    const follow = (): void => void this.#followProjects().catch(reportError);
    this.#store.add(folders.onDidChange(follow));
    this.#store.add(daemons.onDidChange(follow));
    await this.#followProjects();
  }

  /** Has each project of the workspace and each that runs. */
  async #followProjects(): Promise<void> {
    const { folders, daemons } = this.#parts;
    const running = daemons.all.map(({ project }) => vscode.Uri.file(project));
    const wanted = new Map([...running, ...folders.all].map((uri) => [uri.fsPath, uri]));
    for (const [path, project] of this.#projects) {
      if (wanted.has(path)) continue;
      project.dispose();
      this.#projects.delete(path);
    }
    const loads: Promise<void>[] = [];
    for (const [path, uri] of wanted) {
      const known = this.#projects.get(path);
      const project = known ?? new ProjectPlugins(uri, { ...this.#parts, changed: this.#change });
      this.#projects.set(path, project);
      project.follow(daemons.forProject(path));
      if (!known) loads.push(project.load());
    }
    await Promise.all(loads);
    this.#change();
  }

  readonly #change = (): void => {
    this.#changed.fire();
    this.#tick();
  };

  #tick(): void {
    const isSomeRunning = (): boolean =>
      this.entries.some(({ plugins }) => plugins.some(({ info }) => info.phase.kind === 'running'));
    if (this.#cancelTick || !this.#isVisible || !isSomeRunning()) return;
    this.#cancelTick = systemTimers.after(secondMs, () => {
      this.#cancelTick = undefined;
      if (this.#isVisible) this.#change();
    });
  }
}
