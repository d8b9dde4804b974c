import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EditorTypes, NewFile, PluginTemplates } from '../../runtime/scaffold/index.ts';
import { loadEditorTypes, loadProjectFiles, loadTemplates } from '../../runtime/scaffold/index.ts';

/** What the extension ships to be written into projects; read when it is first needed. */
export class ShippedFiles {
  readonly #folder: string;
  #templates: Promise<PluginTemplates> | undefined;
  #projectFiles: Promise<readonly NewFile[]> | undefined;
  #types: Promise<EditorTypes> | undefined;

  /** `folder` is the extension's own. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  templates(): Promise<PluginTemplates> {
    return (this.#templates ??= loadTemplates((path) => this.#read('plugin-templates', path)));
  }

  projectFiles(): Promise<readonly NewFile[]> {
    return (this.#projectFiles ??= loadProjectFiles((path) =>
      this.#read('plugin-templates', path),
    ));
  }

  types(): Promise<EditorTypes> {
    return (this.#types ??= loadEditorTypes((path) => this.#read('dist/types', path)));
  }

  #read(folder: string, path: string): Promise<string> {
    return readFile(join(this.#folder, folder, path), 'utf8');
  }
}
