import { interpolate, parseIni } from '../../../runtime/ini/index.ts';
import {
  configPath,
  projectPaths,
  readConfigFile,
  readServerFile,
  serverNameOf,
} from '../../../runtime/project/index.ts';
import type { FileOfServer, FilesOfProject } from './treeServer.ts';

/** The disk as the tree needs it; paths are relative to the project, with `/`. */
export interface ProjectReader {
  /** Names of the files in a folder; none when there is no folder. */
  listFiles(folder: string): Promise<readonly string[]>;
  /** Nothing when there is no file. */
  readText(file: string): Promise<string | undefined>;
  toAbsolute(file: string): string;
}

/** Files read at a time: each open one costs a handle. */
const readsAtOnce = 32;

/** Of `[servers]` in config.ini, when it does not say. */
const defaultMaxAttempts = 3;

/** The servers of a project as its files tell; a file is read again only after it was forgotten. */
export class ProjectFiles {
  readonly #reader: ProjectReader;
  readonly #read = new Map<string, FileOfServer>();
  /** Applied when a load begins: the one under way may still read what was before the change. */
  readonly #forgotten = new Set<string>();
  #current: FilesOfProject = { servers: new Map(), maxAttempts: defaultMaxAttempts };
  #loading: Promise<void> = Promise.resolve();

  constructor(reader: ProjectReader) {
    this.#reader = reader;
  }

  /** What the last `load` found. */
  get current(): FilesOfProject {
    return this.#current;
  }

  /** Makes the next `load` read this file, given as `toAbsolute` does. */
  forget(absoluteFile: string): void {
    this.#forgotten.add(absoluteFile);
  }

  /** Makes the next `load` read every file. */
  forgetAll(): void {
    for (const file of this.#read.keys()) this.#forgotten.add(file);
  }

  /** Brings `current` up to date; calls wait for each other. */
  load(): Promise<void> {
    const loading = this.#loading.then(() => this.#load());
    this.#loading = loading.catch(() => undefined);
    return loading;
  }

  async #load(): Promise<void> {
    for (const file of this.#forgotten) this.#read.delete(file);
    this.#forgotten.clear();
    const config = (await this.#reader.readText(configPath)) ?? '';
    const folder = projectPaths(readConfigFile(config).settings).servers;
    const names = (await this.#reader.listFiles(folder)).flatMap(
      (file) => serverNameOf(file) ?? [],
    );
    const paths = new Map(names.map((name) => [name, `${folder}/${name}.ini`]));
    const unread = [...paths].filter(([, path]) => !this.#read.has(this.#reader.toAbsolute(path)));
    for (let start = 0; start < unread.length; start += readsAtOnce) {
      const batch = unread.slice(start, start + readsAtOnce);
      await Promise.all(batch.map(([name, path]) => this.#readServer(name, path)));
    }
    const servers = [...paths].flatMap(([name, path]): [string, FileOfServer][] => {
      const server = this.#read.get(this.#reader.toAbsolute(path));
      return server ? [[name, server]] : [];
    });
    this.#current = { servers: new Map(servers), maxAttempts: maxAttemptsOf(config) };
  }

  /** A file that went away meanwhile is left out: its own event follows. */
  async #readServer(name: string, path: string): Promise<void> {
    const file = this.#reader.toAbsolute(path);
    try {
      const text = await this.#reader.readText(path);
      if (text !== undefined) this.#read.set(file, fileOfServer(text, name, file));
    } catch (error) {
      this.#read.set(file, unreadable(name, file, error));
    }
  }
}

function fileOfServer(text: string, name: string, file: string): FileOfServer {
  const document = parseIni(text);
  const lines = new Map<string, number>();
  for (const { name: section, header } of document.sections)
    if (header && !lines.has(section)) lines.set(section, header.range.line + 1);
  const dependencies = document.option('server', 'dependencies')?.nameRange;
  const dependenciesLine = dependencies ? dependencies.line + 1 : (lines.get('server') ?? 1);
  return { file, ...readServerFile(text, name, file), lines, dependenciesLine };
}

function unreadable(name: string, file: string, error: unknown): FileOfServer {
  const reason = error instanceof Error ? error.message : String(error);
  const problem = {
    code: 'server-file-unreadable',
    severity: 'error',
    message: `The file of server "${name}" cannot be read: ${reason}. Check its permissions.`,
    source: { file, line: 1, column: 1 },
  } as const;
  return { file, problems: [problem], lines: new Map(), dependenciesLine: 1 };
}

function maxAttemptsOf(config: string): number {
  const document = parseIni(config);
  if (!document.option('servers', 'max_attempts')) return defaultMaxAttempts;
  const text = interpolate(document, 'servers', 'max_attempts');
  const number = text.ok && /^\s*\d+\s*$/.test(text.value) ? Number(text.value) : Number.NaN;
  return Number.isSafeInteger(number) ? number : defaultMaxAttempts;
}
