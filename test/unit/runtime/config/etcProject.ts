import { join } from 'node:path';
import type { ProjectFolders } from '../../../../runtime/protocol/index.ts';
import { makeProject } from '../../../support/runtime/tempProject.ts';

/** A project with these files below `etc`; `removeTempProjects` takes it away. */
export async function makeEtc(
  files: Readonly<Record<string, string>>,
): Promise<{ readonly etc: string; readonly folders: ProjectFolders }> {
  const below = Object.entries(files).map(([path, text]) => [`etc/${path}`, text] as const);
  const project = await makeProject({ 'etc/config.ini': '', ...Object.fromEntries(below) });
  const etc = join(project, 'etc');
  const folders = {
    etc,
    servers: join(etc, 'servers'),
    outlets: join(etc, 'outlets'),
    testers: join(etc, 'testers'),
    controllers: join(etc, 'controllers'),
  };
  return { etc, folders };
}
