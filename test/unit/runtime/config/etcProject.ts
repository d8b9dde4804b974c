import { join } from 'node:path';
import { EtcFiles } from '../../../../runtime/config/etcFiles.ts';
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

/** A server's file with comments and the line ends of Windows. */
export const router =
  '; the router\r\n[server]\r\nComment = old\r\n\r\n[out1] ; first\r\nPDU=bench\r\n';

/** The files below `etc` of such a project. */
export async function openEtcFiles(
  contents: Readonly<Record<string, string>> = { 'servers/router.ini': router },
) {
  const { etc, folders } = await makeEtc(contents);
  return { etc, folders, files: new EtcFiles(folders) };
}
