import { rmSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder made for one window. */
export interface Workspace {
  readonly folder: string;
  remove(): Promise<void>;
}

/** A temporary folder that `fill` puts files into, by default none. */
export async function makeWorkspace(
  fill: (folder: string) => Promise<void> = () => Promise.resolve(),
): Promise<Workspace> {
  const parent = await mkdtemp(join(tmpdir(), 'ockle-workspace-'));
  const folder = join(parent, 'server-room');
  const removeAtOnce = () => {
    rmSync(parent, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once('exit', removeAtOnce);
  const remove = async () => {
    await rm(parent, { recursive: true, force: true, maxRetries: 5 });
    process.removeListener('exit', removeAtOnce);
  };
  try {
    await mkdir(folder);
    await fill(folder);
  } catch (error) {
    await remove();
    throw error;
  }
  return { folder, remove };
}

/** A temporary copy of a folder of fixtures. */
export function copyFixture(fixture: string): Promise<Workspace> {
  return makeWorkspace((folder) => cp(fixture, folder, { recursive: true }));
}
