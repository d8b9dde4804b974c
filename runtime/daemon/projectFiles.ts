import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { errorCode } from '../base/codedError.ts';
import type { NewFile } from '../scaffold/index.ts';

/** Folders of the project that hold nothing of its own, but maybe a great many files. */
const skipped = ['.git', 'node_modules'];

/** Every file of the project, relative to it, parts joined by `/`; none when there is no such folder. */
export async function listFiles(folder: string): Promise<readonly string[]> {
  const entries =
    (await unlessMissing(readdir(folder, { recursive: true, withFileTypes: true }))) ?? [];
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
    .filter((path) => !skipped.includes(path.split('/')[0] ?? ''));
}

/** Writes a file with the folders above it. @throws when the file is there already */
export async function writeNew(folder: string, file: NewFile): Promise<void> {
  await write(folder, file, 'wx');
}

/** Writes a file that nobody edits, whatever was there. */
export async function writeAnew(folder: string, file: NewFile): Promise<void> {
  await write(folder, file, 'w');
}

async function write(folder: string, { path, text }: NewFile, flag: 'w' | 'wx'): Promise<void> {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text, { flag });
}

/** What is read, or nothing where there is no such file or folder. */
export async function unlessMissing<Result>(reading: Promise<Result>): Promise<Result | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
