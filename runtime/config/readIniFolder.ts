import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../base/codedError.ts';
import { parseIni } from '../ini/index.ts';
import type { IniFiles, Problem } from '../protocol/index.ts';
import { isReallyInside } from './etcPath.ts';
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
  const problems: Problem[] = [];
  const files = new Map<string, IniFiles[string]>();
  for (const name of await iniNames(folder, problems)) {
    if (only !== undefined && name !== `${only}.ini`) continue;
    const file = join(folder, name);
    const content = (await isReallyInside(etc, folder, name))
      ? await readProjectFile(file)
      : ({ kind: 'unreadable', problem: outside(file) } as const);
    if (content.kind === 'unreadable') problems.push(content.problem);
    if (content.kind === 'text') files.set(name.slice(0, -'.ini'.length), sectionsOf(content.text));
  }
  return { files: Object.fromEntries(files), problems };
}

async function iniNames(folder: string, problems: Problem[]): Promise<readonly string[]> {
  try {
    const names = await readdir(folder);
    return names.filter((name) => name.endsWith('.ini') && !name.startsWith('.')).sort();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    const message = `${folder} cannot be read: the system says ${errorCode(error)}. Make it a folder that you may read.`;
    problems.push({ code: 'folder-unreadable', severity: 'error', message });
    return [];
  }
}

function sectionsOf(text: string): IniFiles[string] {
  const document = parseIni(text);
  const sections = document.sectionNames().map((section) => {
    const options = [...document.options(section)].map(([key, { value }]) => [key, value]);
    return [section, Object.fromEntries(options) as Record<string, string>] as const;
  });
  return Object.fromEntries(sections);
}

function outside(file: string): Problem {
  return {
    code: 'file-unreadable',
    severity: 'error',
    message: `${file} cannot be used: it is a link that does not lead to anything in etc.`,
    source: { file, line: 1 },
  };
}
