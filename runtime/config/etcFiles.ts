import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '../base/codedError.ts';
import { applyEdits, parseIni, setOption } from '../ini/index.ts';
import { replaceFile } from '../platform/replaceFile.ts';
import type { EtcEdit, EtcFolder, IniFiles, ProjectFolders } from '../protocol/index.ts';
import { readProjectFile } from './readProjectFile.ts';

/** Reads and changes the ini files below `etc`. */
export class EtcFiles {
  readonly #folders: ProjectFolders;

  constructor(folders: ProjectFolders) {
    this.#folders = folders;
  }

  /** The text of a file; null when there is none. @throws CodedError `file-unreadable` and its like */
  async readText(path: string): Promise<string | null> {
    const content = await readProjectFile(join(this.#folders.etc, path));
    if (content.kind === 'unreadable') {
      throw new CodedError(content.problem.code, content.problem.message);
    }
    return content.kind === 'text' ? content.text : null;
  }

  async readFolder(folder: EtcFolder): Promise<IniFiles> {
    const files = new Map<string, IniFiles[string]>();
    for (const name of (await readdir(this.#folders[folder])).sort()) {
      if (!name.endsWith('.ini')) continue;
      const content = await readProjectFile(join(this.#folders[folder], name));
      if (content.kind !== 'text') continue;
      const document = parseIni(content.text);
      const sections = document.sectionNames().map((section) => {
        const options = [...document.options(section)].map(([key, { value }]) => [key, value]);
        return [section, Object.fromEntries(options) as Record<string, string>] as const;
      });
      files.set(name.slice(0, -'.ini'.length), Object.fromEntries(sections));
    }
    return Object.fromEntries(files);
  }

  /** @throws CodedError when the change is not possible; the file is as before then */
  async apply(edit: EtcEdit): Promise<void> {
    if (edit.kind !== 'merge') throw new CodedError('edit-unknown', `No ${edit.kind} yet.`);
    let text = (await this.readText(edit.path)) ?? '';
    for (const [section, options] of Object.entries(edit.sections)) {
      for (const [name, value] of Object.entries(options)) {
        const result = setOption(parseIni(text), section, name, value);
        if (!result.ok) throw new CodedError('edit-refused', result.problem.message);
        text = applyEdits(text, result.value);
      }
    }
    await replaceFile(join(this.#folders.etc, edit.path), text);
  }
}
