import * as vscode from 'vscode';
import type { ProjectReader } from './serverTree/projectFiles.ts';

/** Reads a project through VS Code, wherever the workspace is. */
export function workspaceReader(project: vscode.Uri): ProjectReader {
  const { fs } = vscode.workspace;
  const uriOf = (path: string): vscode.Uri => vscode.Uri.joinPath(project, path);
  return {
    toAbsolute: (file) => uriOf(file).fsPath,
    readText: async (file) => {
      const bytes = await unlessMissing(fs.readFile(uriOf(file)));
      return bytes && new TextDecoder().decode(bytes);
    },
    listFiles: async (folder) => {
      const entries = (await unlessMissing(fs.readDirectory(uriOf(folder)))) ?? [];
      const files = entries.filter(([, type]) => (type & vscode.FileType.File) !== 0);
      return files.map(([name]) => name);
    },
  };
}

/** Whether a file or folder is there. */
export async function exists(uri: vscode.Uri): Promise<boolean> {
  return (await unlessMissing(vscode.workspace.fs.stat(uri))) !== undefined;
}

/** The folders in a folder, without links; none when there is no folder. */
export async function foldersIn(uri: vscode.Uri): Promise<readonly vscode.Uri[]> {
  const entries = (await unlessMissing(vscode.workspace.fs.readDirectory(uri))) ?? [];
  const folders = entries.filter(([, type]) => type === vscode.FileType.Directory);
  return folders.map(([name]) => vscode.Uri.joinPath(uri, name));
}

async function unlessMissing<Result>(reading: Thenable<Result>): Promise<Result | undefined> {
  try {
    return await reading;
  } catch (error) {
    const missing = ['FileNotFound', 'FileNotADirectory'];
    if (error instanceof vscode.FileSystemError && missing.includes(error.code)) return undefined;
    throw error;
  }
}
