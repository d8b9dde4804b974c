import { join } from 'node:path';
import type { ProjectPaths } from '../project/index.ts';
import type { ProjectFolders } from '../protocol/index.ts';

/** The folders of a project, absolute. */
export function projectFolders(project: string, paths: ProjectPaths): ProjectFolders {
  return {
    etc: join(project, 'etc'),
    servers: join(project, paths.servers),
    outlets: join(project, paths.outlets),
    testers: join(project, paths.testers),
    controllers: join(project, paths.controllers),
  };
}
