import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errorCode } from '../base/codedError.ts';
import { readProjectFile } from '../config/readProjectFile.ts';
import { Turns } from '../devices/turns.ts';
import type { ServerFile } from '../project/index.ts';
import { compareNames, readServerFile, serverNameOf } from '../project/index.ts';
import type { Problem } from '../protocol/index.ts';

/** Files that are read at a time. */
const atATime = 16;

/** The servers of a folder by name, and what is wrong with its files. */
export interface ReadServers {
  readonly servers: readonly ServerFile[];
  readonly problems: readonly Problem[];
}

/** Reads the files of a folder of servers; what is none is left out, and said. */
export async function readServers(folder: string): Promise<ReadServers> {
  const problems: Problem[] = [];
  const turns = new Turns(atATime);
  const names = await fileNames(folder, problems);
  const read = await Promise.all(names.map((name) => turns.run(() => readOne(folder, name))));
  problems.push(...read.flatMap((each) => each.problems));
  return { servers: read.flatMap(({ server }) => server ?? []), problems };
}

interface ReadOne {
  readonly server?: ServerFile;
  readonly problems: readonly Problem[];
}

async function readOne(folder: string, fileName: string): Promise<ReadOne> {
  const file = join(folder, fileName);
  const name = serverNameOf(fileName);
  if (name === undefined) return { problems: fileName.startsWith('.') ? [] : [noServer(file)] };
  const content = await readProjectFile(file);
  if (content.kind === 'unreadable') return { problems: [content.problem] };
  if (content.kind === 'missing') return { problems: [] };
  return readServerFile(content.text, name, file);
}

async function fileNames(folder: string, problems: Problem[]): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).sort(compareNames);
  } catch (error) {
    const code = errorCode(error);
    if (code !== 'ENOENT') problems.push(folderUnreadable(folder, code));
    else if (await isThere(dirname(folder))) problems.push(folderMissing(folder));
    return [];
  }
}

/** What lies in a folder that is not there either is no news. */
async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function noServer(file: string): Problem {
  return {
    code: 'server-file-ignored',
    severity: 'information',
    message: `${file} is left out: only files whose names end in .ini are servers. Rename or remove it.`,
    source: { file, line: 1 },
  };
}

function folderMissing(folder: string): Problem {
  return {
    code: 'folder-missing',
    severity: 'information',
    message: `There is no folder ${folder}, so there are no servers. Create it, or name another one by server_dir in etc/config.ini.`,
  };
}

function folderUnreadable(folder: string, code: string): Problem {
  return {
    code: 'folder-unreadable',
    severity: 'error',
    message: `The servers in ${folder} cannot be read: the system says ${code}. Make it a folder that can be read.`,
  };
}
