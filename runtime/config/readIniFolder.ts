import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../base/codedError.ts';
import { parseIni } from '../ini/index.ts';
import type { IniFiles, Problem } from '../protocol/index.ts';
import { leadsInto, rootOfFolder } from './etcPath.ts';
import type { ProjectText } from './readProjectFile.ts';
import { readProjectFile } from './readProjectFile.ts';

/** What was read of a folder, and what could not be. */
interface FolderReading {
  readonly files: IniFiles;
  readonly problems: readonly Problem[];
}

/** Reads the ini files of a folder in order of name, or the one of that base name; those of editors and backups are passed over. */
export async function readIniFolder(
  etc: string,
  folder: string,
  only?: string,
): Promise<FolderReading> {
  const entries = await listFolder(folder);
  if (entries === 'missing') return { files: {}, problems: [] };
  if (entries === 'unreadable') return withoutFolder(folder, 'Make it a folder that you may read');
  const root = await rootOfFolder(etc, folder);
  if (root === undefined) return withoutFolder(folder, 'Keep it in etc');
  const problems: Problem[] = [];
  const files = new Map<string, IniFiles[string]>();
  for (const entry of entries) {
    if (only !== undefined && entry.name !== `${only}.ini`) continue;
    const content = await readEntry(root, join(folder, entry.name), entry);
    if (content.kind === 'unreadable') problems.push(content.problem);
    if (content.kind !== 'text') continue;
    files.set(entry.name.slice(0, -'.ini'.length), sectionsOf(content.text));
  }
  return { files: Object.fromEntries(files), problems };
}

async function listFolder(folder: string): Promise<readonly Dirent[] | 'missing' | 'unreadable'> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter(({ name }) => name.endsWith('.ini') && !name.startsWith('.'))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    return errorCode(error) === 'ENOENT' ? 'missing' : 'unreadable';
  }
}

async function readEntry(root: string, file: string, entry: Dirent): Promise<ProjectText> {
  if (!entry.isSymbolicLink()) return readProjectFile(file, { noLink: true });
  if (await leadsInto(root, file)) return readProjectFile(file);
  return { kind: 'unreadable', problem: outside(file) };
}

function sectionsOf(text: string): IniFiles[string] {
  const document = parseIni(text);
  const sections = document.sectionNames().map((section) => {
    const options = [...document.options(section)].map(([key, { value }]) => [key, value]);
    return [section, Object.fromEntries(options) as Record<string, string>] as const;
  });
  return Object.fromEntries(sections);
}

function withoutFolder(folder: string, mend: string): FolderReading {
  const message = `${folder} cannot be read. ${mend}.`;
  return { files: {}, problems: [{ code: 'folder-unreadable', severity: 'error', message }] };
}

function outside(file: string): Problem {
  return {
    code: 'file-unreadable',
    severity: 'error',
    message: `${file} cannot be used: it is a link that does not lead to anything in etc.`,
    source: { file, line: 1 },
  };
}
