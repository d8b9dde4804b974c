import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A project folder that is gone at the end of the test. */
export interface TemporaryProject extends AsyncDisposable {
  readonly path: string;
}

/** Lays files out in a new folder, whose name is as odd as names get; keys are paths inside it. */
export async function temporaryProject(
  files: Readonly<Record<string, string>>,
): Promise<TemporaryProject> {
  const path = await realpath(await mkdtemp(join(tmpdir(), 'ockle (ä) #1%20:2 project-')));
  for (const [name, text] of Object.entries({ 'etc/config.ini': '', ...files })) {
    await mkdir(dirname(join(path, name)), { recursive: true });
    await writeFile(join(path, name), text);
  }
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
}
