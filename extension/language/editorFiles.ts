import * as vscode from 'vscode';

/** Enough for any workspace; a search beyond it would only cost time. */
const mostFiles = 20_000;

const wanted = '{**/etc/**/*.ini,**/src/**/*.{ini,ts,py},**/src/config/plugins/*}';
const foreign = '{**/node_modules/**,**/__pycache__/**}';

/** The URIs of the files below a folder that may matter to an Ockle project. */
export async function findFiles(folder: string): Promise<readonly string[]> {
  const pattern = new vscode.RelativePattern(vscode.Uri.parse(folder, true), wanted);
  const found = await vscode.workspace.findFiles(pattern, foreign, mostFiles);
  return found.map((uri) => uri.toString());
}

/** The bytes of a file in base64; null where there is none. */
export async function readFile(uri: string): Promise<string | null> {
  try {
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.parse(uri, true));
    return Buffer.from(bytes).toString('base64');
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return null;
    throw error;
  }
}

/** Whether there is a file or folder of that URI. */
export async function fileExists(uri: string): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(vscode.Uri.parse(uri, true));
    return true;
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return false;
    throw error;
  }
}
