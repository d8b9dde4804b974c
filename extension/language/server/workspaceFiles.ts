import type { TemplateDiagnostic, TemplateModel } from '../../../runtime/template/index.ts';
import { checkEncoding } from '../../../runtime/template/index.ts';
import type { FileSource } from './fileSource.ts';
import { isRelevant } from './fileSource.ts';
import type { Projects } from './projects.ts';
import { keyOf, pathOf, uriOf } from './uris.ts';

/** What `WorkspaceFiles` works with. */
export interface WorkspaceFilesParts {
  readonly projects: Projects;
  /** How the files of a folder are read, by its URI. */
  readonly sourceOf: (uri: string) => FileSource;
  /** Told the keys of files of which something else can be said now. */
  readonly onDidChange: (keys: readonly string[]) => void;
}

/** Keeps the projects up to date with disk and editors; what an editor has goes before the disk. */
export class WorkspaceFiles {
  readonly #parts: WorkspaceFilesParts;
  readonly #open = new Set<string>();
  /** What the bytes on disk tell, by key. */
  readonly #encodings = new Map<string, readonly TemplateDiagnostic[]>();
  /** What is told when all that is being read is there: half a project would be called broken. */
  readonly #changed = new Set<string>();
  #foldersBeingRead = 0;
  #reads = 0;

  constructor(parts: WorkspaceFilesParts) {
    this.#parts = parts;
  }

  /** Whether folders are still being read, so that files cannot be judged together yet. */
  get isReading(): boolean {
    return this.#foldersBeingRead > 0;
  }

  /** Reads all that matters below a folder. */
  async addFolder(folder: string): Promise<void> {
    this.#foldersBeingRead++;
    try {
      await this.reload(await this.#parts.sourceOf(folder).find(folder));
    } finally {
      this.#foldersBeingRead--;
      this.#tell();
    }
  }

  /** Forgets what lies below a folder, but for what is open. */
  removeFolder(folder: string): void {
    for (const key of this.#parts.projects.below(folder)) this.#take(key, undefined);
  }

  /** Reads files again that were created, changed or deleted, or all below a folder that is gone. */
  async reload(uris: readonly string[]): Promise<void> {
    this.#reads++;
    try {
      for (const uri of new Set(uris)) {
        const below = this.#parts.projects.below(uri);
        for (const key of below) await this.#read(uriOf(key));
        if (below.length === 0 && isRelevant(pathOf(uri))) await this.#read(uri);
      }
    } finally {
      this.#reads--;
      this.#tell();
    }
  }

  /** Takes the text of an editor; answers nothing that the listener is not told. */
  edited(uri: string, model: TemplateModel): void {
    this.#open.add(keyOf(uri));
    if (isRelevant(pathOf(uri))) this.#change(uri, model);
  }

  /** The disk counts again. */
  async closed(uri: string): Promise<void> {
    this.#open.delete(keyOf(uri));
    if (isRelevant(pathOf(uri))) await this.#read(uri);
  }

  /** What the bytes of a file on disk tell. */
  encodingOf(uri: string): readonly TemplateDiagnostic[] {
    return this.#encodings.get(keyOf(uri)) ?? [];
  }

  async #read(uri: string): Promise<void> {
    const bytes = await this.#parts.sourceOf(uri).read(uri);
    this.#take(keyOf(uri), bytes);
  }

  #take(key: string, bytes: Uint8Array | undefined): void {
    const before = this.#encodings.get(key) ?? [];
    const encoding = bytes && isTemplate(key) ? checkEncoding(bytes) : [];
    if (bytes) this.#encodings.set(key, encoding);
    else this.#encodings.delete(key);
    if (!this.#open.has(key)) {
      this.#change(key, bytes && new TextDecoder().decode(bytes));
    } else if (before.length > 0 || encoding.length > 0) this.#changed.add(key);
  }

  #change(uri: string, content: string | TemplateModel | undefined): void {
    for (const key of this.#parts.projects.change(uri, content)) this.#changed.add(key);
    this.#tell();
  }

  #tell(): void {
    if (this.#reads > 0 || this.isReading || this.#changed.size === 0) return;
    const changed = [...this.#changed];
    this.#changed.clear();
    this.#parts.onDidChange(changed);
  }
}

function isTemplate(key: string): boolean {
  return /\/src\/config\/.*\.ini$/i.test(key);
}
