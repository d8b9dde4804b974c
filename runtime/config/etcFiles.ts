import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CodedError, errorCode } from '../base/codedError.ts';
import type { EditResult, IniDocument, OptionTexts } from '../ini/index.ts';
import {
  applyEdits,
  defaultSectionName,
  parseIni,
  removeSection,
  setOptions,
} from '../ini/index.ts';
import { replaceFile, syncFolder } from '../platform/replaceFile.ts';
import type { EtcEdit, EtcFolder, IniFiles, Problem, ProjectFolders } from '../protocol/index.ts';
import { moveToBackups } from './etcBackups.ts';
import type { EtcPlace } from './etcPath.ts';
import { etcNames, resolveEtcPath } from './etcPath.ts';
import { usualLimits } from './limits.ts';
import { readIniFolder } from './readIniFolder.ts';
import { maxFileBytes, readProjectFile } from './readProjectFile.ts';
import { TaskQueues } from './taskQueues.ts';

/** How often an edit starts again because somebody else changed the file meanwhile. */
const mostAttempts = 10;

/** What the daemon does for the files, replaceable where a test wants to come in between. */
export interface EtcFilesParts {
  /** Told after each `readFolder` what could not be read there; none clears the earlier ones. */
  readonly report?: (folder: EtcFolder, problems: readonly Problem[]) => void;
  readonly replace?: typeof replaceFile;
  /** Deleted files of the same path that are kept. */
  readonly backups?: number;
}

/**
 * Reads and changes the ini files below `etc`. Paths are relative to it and cannot leave it, by links
 * neither. Edits of a file wait for each other, and each one is done whole or not at all.
 */
export class EtcFiles {
  readonly #folders: ProjectFolders;
  readonly #report: NonNullable<EtcFilesParts['report']>;
  readonly #replace: typeof replaceFile;
  readonly #backups: number;
  readonly #queues = new TaskQueues();

  constructor(
    folders: ProjectFolders,
    {
      report = () => undefined,
      replace = replaceFile,
      backups = usualLimits.backups,
    }: EtcFilesParts = {},
  ) {
    this.#folders = folders;
    this.#report = report;
    this.#replace = replace;
    this.#backups = backups;
  }

  /**
   * The text of a file; null when there is none.
   * @throws CodedError `etc-path-refused`, `file-unreadable` and its like
   */
  async readText(path: string): Promise<string | null> {
    return readPlace(await resolveEtcPath(this.#folders.etc, path));
  }

  /**
   * The ini files of a folder by base name, or only one of them; none when there is no folder.
   * What cannot be read is left out.
   */
  async readFolder(folder: EtcFolder, name?: string): Promise<IniFiles> {
    const { files, problems } = await readIniFolder(this.#folders.etc, this.#folders[folder], name);
    if (name === undefined) this.#report(folder, problems);
    return files;
  }

  /** @throws CodedError when the change is not possible; the file is as before then */
  async apply(edit: EtcEdit): Promise<void> {
    const names = etcNames(edit.path);
    if (!/\.ini$/i.test(edit.path)) {
      const message = `${edit.path} was not changed: only files that end in .ini are. Correct the name.`;
      throw new CodedError('edit-refused', message);
    }
    // File systems that ignore case have one file where others have two.
    const key = names.join('/').normalize('NFC').toLowerCase();
    await this.#queues.run(key, () => this.#edit(edit));
  }

  async #edit(edit: EtcEdit): Promise<void> {
    switch (edit.kind) {
      case 'merge': {
        const wanted = toOptionTexts(edit.sections);
        return this.#change(edit.path, true, (document) => setOptions(document, wanted));
      }
      case 'deleteSection':
        return this.#change(edit.path, false, (document) => removed(document, edit));
      case 'delete':
        return this.#delete(edit.path);
    }
  }

  async #delete(path: string): Promise<void> {
    const { etc } = this.#folders;
    await this.#queues.run('', async () => {
      const place = await resolveEtcPath(etc, path);
      if (place.kind === 'missing') throw fileMissing(path);
      requireFile(place);
      await asWriteError(path, () => moveToBackups(etc, place, this.#backups));
    });
  }

  /** Whoever else writes the file meanwhile keeps what was written: the change is made anew on top. */
  async #change(
    path: string,
    mayCreate: boolean,
    plan: (document: IniDocument) => EditResult,
  ): Promise<void> {
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      const place = await resolveEtcPath(this.#folders.etc, path);
      if (place.kind !== 'missing') requireFile(place);
      const base = await readPlace(place);
      if (base === null && !mayCreate) throw fileMissing(path);
      const text = changedText(path, base ?? '', plan);
      if (text === base || (await this.#write(place, base, text))) return;
    }
    throw conflict(path);
  }

  /** False when the file is no longer what the change was made on. */
  async #write(place: EtcPlace, base: string | null, text: string): Promise<boolean> {
    const beforeRename = async (): Promise<void> => {
      if ((await readPlace(place)) !== base) throw conflict(place.path);
    };
    try {
      await asWriteError(place.path, async () => {
        await createFolder(place);
        await this.#replace(place.file, text, { beforeRename });
      });
      return true;
    } catch (error) {
      if (errorCode(error) === 'edit-conflict') return false;
      throw error;
    }
  }
}

async function readPlace(place: EtcPlace): Promise<string | null> {
  if (place.kind === 'missing' && place.missingFolders.length > 0) return null;
  const content = await readProjectFile(place.file, { noLink: true });
  if (content.kind === 'missing') return null;
  if (content.kind === 'text') return content.text;
  throw new CodedError(content.problem.code, content.problem.message);
}

function changedText(
  path: string,
  text: string,
  plan: (document: IniDocument) => EditResult,
): string {
  const result = plan(parseIni(text));
  if (!result.ok) {
    throw new CodedError('edit-refused', `${path} was not changed. ${result.problem.message}`);
  }
  const changed = applyEdits(text, result.value);
  if (Buffer.byteLength(changed) > maxFileBytes) {
    const message = `${path} was not changed: it would have more than ${maxFileBytes / 1024} KiB. Make it smaller.`;
    throw new CodedError('edit-refused', message);
  }
  return changed;
}

function removed(
  document: IniDocument,
  { path, section }: Extract<EtcEdit, { kind: 'deleteSection' }>,
): EditResult {
  if (section !== defaultSectionName && document.hasSection(section)) {
    return removeSection(document, section);
  }
  const reason =
    section === defaultSectionName
      ? `section [${section}] belongs to all others`
      : `it has no section [${section}]`;
  throw new CodedError('section-missing', `${path} was not changed: ${reason}. Name another one.`);
}

/** Names come from outside: only maps may hold them. */
function toOptionTexts(sections: Extract<EtcEdit, { kind: 'merge' }>['sections']): OptionTexts {
  return new Map(
    Object.entries(sections).map(([section, options]) => [
      section,
      new Map(Object.entries(options)),
    ]),
  );
}

/** One level, as a mistyped path should not grow a tree. */
async function createFolder({ path, missingFolders }: EtcPlace): Promise<void> {
  const [folder, ...more] = missingFolders;
  if (folder === undefined) return;
  if (more.length > 0) {
    const message = `${path} was not changed: several folders of its path are missing. Create them first.`;
    throw new CodedError('edit-refused', message);
  }
  // Another edit may have created it just now.
  await mkdir(folder, { recursive: true });
  await syncFolder(dirname(folder));
}

function requireFile({ path, kind }: EtcPlace): void {
  if (kind === 'file') return;
  const message = `${path} cannot be used: it is no ordinary file. Name a file.`;
  throw new CodedError('file-unreadable', message);
}

function conflict(path: string): CodedError {
  const message = `${path} was not changed: something else changes it all the time. Try again later.`;
  return new CodedError('edit-conflict', message);
}

function fileMissing(path: string): CodedError {
  const message = `There is no file ${path} in etc. Correct the path.`;
  return new CodedError('file-missing', message);
}

async function asWriteError(path: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (error instanceof CodedError) throw error;
    const message = `${path} was not changed: the system says ${errorCode(error)}. Check the disk and the permissions of its folder.`;
    throw new CodedError('file-not-writable', message);
  }
}
