import { join } from 'node:path';
import type { ProjectPaths } from '../project/index.ts';
import type { ProjectFolders } from '../protocol/index.ts';

/** The folders below an etc folder, absolute. */
export function projectFolders(etc: string, paths: ProjectPaths): ProjectFolders {
  const folder = (path: string): string => join(etc, path.slice('etc/'.length));
  return {
    etc,
    servers: folder(paths.servers),
    outlets: folder(paths.outlets),
    testers: folder(paths.testers),
    controllers: folder(paths.controllers),
  };
}
