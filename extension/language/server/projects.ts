import type { TemplateModel } from '../../../runtime/template/index.ts';
import { ProjectView } from '../../../runtime/workspace/index.ts';
import { keyOf, pathBelow } from './uris.ts';

/** A file of a project, and what the project's files say together. */
export interface ProjectFile {
  /** The key of the project's folder. */
  readonly root: string;
  /** Relative to the folder, with `/`. */
  readonly path: string;
  readonly view: ProjectView;
}

/** A file's text, or its model where the file is open. */
type Content = string | TemplateModel;

/** Folders that hold one of these are projects. */
const mark = /^(.*)\/(?:etc\/config\.ini|src\/config\/plugins\/[^/]+)$/;

/** The files that matter, each in the project of the nearest folder above it that is one. */
export class Projects {
  readonly #contents = new Map<string, Content>();
  readonly #views = new Map<string, ProjectView>();
  /** How many files mark a folder as a project. */
  readonly #marks = new Map<string, number>();
  /** The templates of the plugins that ship with Ockle, by class name. */
  readonly #shipped: ReadonlyMap<string, string>;

  constructor(shipped: ReadonlyMap<string, string>) {
    this.#shipped = shipped;
  }

  /** The project of a file; undefined when no folder above it is one. */
  find(uri: string): ProjectFile | undefined {
    const key = keyOf(uri);
    for (let end = key.lastIndexOf('/'); end > 0; end = key.lastIndexOf('/', end - 1)) {
      const root = key.slice(0, end);
      const view = this.#views.get(root);
      const path = view && pathBelow(root, key);
      if (view && path !== undefined) return { root, path, view };
    }
    return undefined;
  }

  /** Takes a file as it is now; without content it is gone. Answers the keys of what may change by it. */
  change(uri: string, content: Content | undefined): readonly string[] {
    const key = keyOf(uri);
    const before = this.#contents.get(key);
    if (before === content) return [];
    if (content === undefined) this.#contents.delete(key);
    else this.#contents.set(key, content);
    const isTheSame = before !== undefined && content !== undefined;
    if (!isTheSame && this.#markChanged(key, content === undefined ? -1 : 1)) return this.#sort();
    const file = this.find(key);
    if (!file) return [key];
    const others = file.view.change(file.path, content);
    return [key, ...others.map((path) => `${file.root}/${path}`)];
  }

  /** Every file that is known below a folder, by its key. */
  below(folder: string): readonly string[] {
    const key = keyOf(folder);
    return [...this.#contents.keys()].filter((file) => pathBelow(key, file) !== undefined);
  }

  /** Whether the folders that are projects are others now. */
  #markChanged(key: string, by: 1 | -1): boolean {
    const root = mark.exec(key)?.[1];
    if (root === undefined) return false;
    const before = this.#marks.get(root) ?? 0;
    this.#marks.set(root, before + by);
    return before === 0 || before + by === 0;
  }

  /** Every file into its project anew: happens when a project begins or ends. */
  #sort(): readonly string[] {
    this.#views.clear();
    for (const [root, marks] of this.#marks) {
      if (marks > 0) this.#views.set(root, new ProjectView({ shipped: this.#shipped }));
      else this.#marks.delete(root);
    }
    for (const [key, content] of this.#contents) {
      const file = this.find(key);
      file?.view.change(file.path, content);
    }
    return [...this.#contents.keys()];
  }
}
