import type { Connection } from 'vscode-languageserver/node';
import { editorRequests } from './editorRequests.ts';

/** Where the server finds files that no editor has open. */
export interface FileSource {
  /** The URIs of all files below a folder that may matter to an Ockle project. */
  find(folder: string): Promise<readonly string[]>;
  /** The bytes of a file; undefined when there is none that can be read. */
  read(uri: string): Promise<Uint8Array | undefined>;
  exists(uri: string): Promise<boolean>;
}

/** The files whose changes on disk an editor is asked to tell. */
export const watchedPatterns = [
  '**/etc/**/*.ini',
  '**/src/**/*.{ini,ts,py}',
  '**/src/config/plugins/*',
] as const;

/** Whether a path may matter: ini files, all that lies among templates, and the sources of plugins. */
export function isRelevant(path: string): boolean {
  return relevant.test(path) && !foreign.test(path);
}

const relevant =
  /(?:^|\/)(?:etc\/(?:.*\/)?[^/]+\.ini|src\/(?:.*\/)?[^/]+\.(?:ini|ts|py)|src\/config\/plugins\/[^/]+)$/i;

/** What is in these folders belongs to other tools. */
const foreign = /(?:^|\/)(?:node_modules|__pycache__|\.[^/]+)\//;

/** Files of folders that are on no disk, as the editor sees them. */
export function editorFiles(connection: Connection): FileSource {
  return {
    find: (folder) => connection.sendRequest<readonly string[]>(editorRequests.findFiles, folder),
    async read(uri) {
      const content = await connection.sendRequest<string | null>(editorRequests.readFile, uri);
      return content === null ? undefined : Buffer.from(content, 'base64');
    },
    exists: (uri) => connection.sendRequest<boolean>(editorRequests.fileExists, uri),
  };
}
