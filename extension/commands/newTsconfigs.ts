import * as vscode from 'vscode';
import { typesFolder } from '../../runtime/scaffold/index.ts';
import { workspaceReader } from '../views/workspaceReader.ts';
import { refreshTypes } from './editorTypesOf.ts';
import type { ShippedFiles } from './shippedFiles.ts';
import { tellTypeScript } from './tellTypeScript.ts';

const tsconfig = 'tsconfig.json';

/**
 * Lays the types that a project's tsconfig.json names when it is created, also by redo, and has
 * TypeScript start anew while code is open. TypeScript remembers then that there is none: it does not
 * watch for one in a folder as near to the root as those in a home folder are, and reloading its
 * projects does not make it look again.
 */
export class NewTsconfigs implements vscode.Disposable {
  readonly #listener: vscode.Disposable;
  #told: Promise<unknown> = Promise.resolve();

  constructor(shipped: Pick<ShippedFiles, 'types'>, reportError: (error: unknown) => void) {
    this.#listener = vscode.workspace.onDidCreateFiles(({ files }) => {
      const created = files.filter(({ path }) => path.endsWith(`/${tsconfig}`));
      const telling = created.map((file) => take(vscode.Uri.joinPath(file, '..'), shipped));
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

async function take(folder: vscode.Uri, shipped: Pick<ShippedFiles, 'types'>): Promise<void> {
  const text = await workspaceReader(folder).readText(tsconfig);
  if (!text?.includes(typesFolder)) return;
  await refreshTypes(folder, () => shipped.types());
  await tellTypeScript(folder, 'typescript.restartTsServer');
}
