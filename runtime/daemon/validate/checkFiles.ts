import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { TemplateDiagnostic } from '../../template/index.ts';
import {
  byPlace,
  checkEncoding,
  readTemplate,
  templateKind,
  validateModel,
} from '../../template/index.ts';
import type { ProjectViewOptions } from '../../workspace/index.ts';
import { fileRole, ProjectView } from '../../workspace/index.ts';
import type { FoundFiles } from './findFiles.ts';
import { findFiles, folderOf, projectAbove, projectFolders, toSlashes } from './findFiles.ts';
import { readBytes } from './readBytes.ts';

/** A file that was checked. */
export interface CheckedFile {
  /** Absolute, with `/` between the parts. */
  readonly path: string;
  readonly text: string;
  /** Whether it is a template of which the text has all bytes, so that it can be written back. */
  readonly isMendable: boolean;
  readonly diagnostics: readonly TemplateDiagnostic[];
}

/** Something that could not be read, and why. */
interface UnreadFile {
  readonly path: string;
  readonly reason: string;
}

/** What was found below a folder. */
export interface CheckedFiles {
  /** Paths are told relative to this folder, which has `/` between its parts. */
  readonly base: string;
  readonly files: readonly CheckedFile[];
  readonly unread: readonly UnreadFile[];
}

/**
 * Checks every file below a folder, or a single one, with all that the project around it says.
 * @throws the system's error when there is no such folder or file
 */
export async function checkFiles(
  target: string,
  options: ProjectViewOptions,
): Promise<CheckedFiles> {
  const isFile = !(await stat(target)).isDirectory();
  const base = isFile ? dirname(target) : target;
  const found = isFile
    ? { files: [toSlashes(target)], unread: [] }
    : await findFiles([target], target);
  const around = await findAround(found, base);
  const files = new Set([...found.files, ...around.files]);
  const check = new Check(projectFolders([...files]), options);
  for (const file of files) await check.take(file);
  const wanted = new Set(found.files);
  return {
    base: toSlashes(base),
    files: found.files.flatMap((path) => check.result(path, isFile)),
    unread: [...found.unread, ...check.unread].filter(
      ({ path }) => wanted.has(path) || found.unread.some((each) => each.path === path),
    ),
  };
}

/** The files of the project that holds a folder, for what belongs to no project below it. */
async function findAround({ files }: FoundFiles, base: string): Promise<FoundFiles> {
  const here = toSlashes(base);
  const below = [...projectFolders(files)].filter((each) => `${each}/`.startsWith(`${here}/`));
  const folders = new Set(below);
  const isAlone = files.some((file) => folderOf(file, folders) === undefined);
  const project = isAlone ? await projectAbove(base) : undefined;
  if (project === undefined) return { files: [], unread: [] };
  return findFiles([join(project, 'etc'), join(project, 'src')], project);
}

interface TakenFile {
  readonly text: string;
  readonly encoding: readonly TemplateDiagnostic[];
  readonly view: ProjectView | undefined;
  /** Relative to its project, or absolute where it has none. */
  readonly path: string;
}

class Check {
  readonly unread: UnreadFile[] = [];
  readonly #views: ReadonlyMap<string, ProjectView>;
  readonly #taken = new Map<string, TakenFile>();

  constructor(folders: ReadonlySet<string>, options: ProjectViewOptions) {
    this.#views = new Map([...folders].map((folder) => [folder, new ProjectView(options)]));
  }

  async take(file: string): Promise<void> {
    const folder = folderOf(file, new Set(this.#views.keys()));
    const path = folder === undefined ? file : file.slice(folder.length + 1);
    const view = this.#views.get(folder ?? '');
    const read = await readBytes(file);
    if (!read.ok) {
      this.unread.push({ path: file, reason: read.reason });
      return;
    }
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(read.bytes);
    const isIni = file.toLowerCase().endsWith('.ini');
    const encoding = isIni ? checkEncoding(read.bytes) : [];
    this.#taken.set(file, { text, encoding, view, path });
    view?.change(path, text);
  }

  /** What there is to say of a file; nothing when it has no say and was not asked for by name. */
  result(file: string, isNamed: boolean): readonly CheckedFile[] {
    const taken = this.#taken.get(file);
    if (!taken) return [];
    const { text, encoding, view, path } = taken;
    const role = view && fileRole(path);
    const isTemplate = role ? role === 'template' : isNamed || isLoneTemplate(path);
    if (!role && !isTemplate) return [];
    const isUtf8 = encoding.every(({ code }) => code !== 'not-utf8');
    const own = role ? view.diagnosticsOf(path) : validateModel(readTemplate(text, path));
    const diagnostics = isUtf8 ? merge(encoding, own) : encoding;
    return [{ path: file, text, isMendable: isTemplate && isUtf8, diagnostics }];
  }
}

/** A template outside any project, by the folder it is in. */
function isLoneTemplate(path: string): boolean {
  return templateKind(path).kind !== 'any' || path.endsWith('/src/config/config.ini');
}

/** What the bytes tell is not told twice where the text tells it, too. */
function merge(
  encoding: readonly TemplateDiagnostic[],
  own: readonly TemplateDiagnostic[],
): readonly TemplateDiagnostic[] {
  const told = new Set(own.map(keyOf));
  return [...encoding.filter((each) => !told.has(keyOf(each))), ...own].sort(byPlace);
}

function keyOf({ code, range: { start } }: TemplateDiagnostic): string {
  return `${code}:${start.line}:${start.character}`;
}
