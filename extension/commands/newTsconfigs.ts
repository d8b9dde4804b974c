import * as vscode from 'vscode';
import { typesFolder } from '../../runtime/scaffold/index.ts';
import { workspaceReader } from '../views/workspaceReader.ts';
import { tellTypeScript } from './tellTypeScript.ts';

const tsconfig = 'tsconfig.json';

/**
 * Has TypeScript start anew when a project's tsconfig.json is created, also by redo, while code is
 * open. TypeScript remembers then that there is none: it does not watch for one in a folder as near
 * to the root as those in a home folder are, and reloading its projects does not make it look again.
 */
export class NewTsconfigs implements vscode.Disposable {
  readonly #listener: vscode.Disposable;
  #told: Promise<unknown> = Promise.resolve();

  constructor(reportError: (error: unknown) => void) {
    this.#listener = vscode.workspace.onDidCreateFiles(({ files }) => {
      const created = files.filter(({ path }) => path.endsWith(`/${tsconfig}`));
      const telling = created.map((file) => tellOf(vscode.Uri.joinPath(file, '..')));
      this.#told = Promise.all([this.#told, ...telling]).catch(reportError);
    });
  }

  /** Settles when TypeScript has been told of all that was created up to now. */
  async told(): Promise<void> {
    await this.#told;
  }

  dispose(): void {
    this.#listener.dispose();
  }
}

async function tellOf(folder: vscode.Uri): Promise<void> {
  const text = await workspaceReader(folder).readText(tsconfig);
  if (text?.includes(typesFolder)) await tellTypeScript(folder, 'typescript.restartTsServer');
}
