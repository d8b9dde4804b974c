import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../../extension/extension.ts';

/** Milliseconds to wait for anything; far more than a slow machine needs. */
const patience = 60_000;

/** A tree of ours as its rows say, and waiting for what a test expects of it. */
export class DrawnTree implements vscode.Disposable {
  readonly #rows: vscode.TreeDataProvider<string>;
  readonly #listening: vscode.Disposable;
  readonly #waiting = new Set<() => void>();
  /** Refreshed rows since `clear`, the whole tree as `undefined`. */
  #refreshed: (readonly string[] | undefined)[] = [];

  private constructor(rows: vscode.TreeDataProvider<string>) {
    assert(rows.onDidChangeTreeData, 'The tree tells of changes.');
    this.#rows = rows;
    this.#listening = rows.onDidChangeTreeData((ids) => {
      this.#refreshed.push(typeof ids === 'string' ? [ids] : (ids ?? undefined));
      for (const wake of [...this.#waiting]) wake();
    });
  }

  /** A view of the extension in this window, the server tree unless told otherwise. */
  static async open(
    view: 'serverTree' | 'plugins' | 'commands' = 'serverTree',
  ): Promise<DrawnTree> {
    const extension = vscode.extensions.getExtension<ExtensionApi>('ockle.ockle');
    assert(extension, 'The extension is installed.');
    return new DrawnTree((await extension.activate())[view]);
  }

  /** Ids refreshed one by one since the last `clear`; a refresh of everything fails. */
  get refreshedRows(): readonly string[] {
    return this.#refreshed.flatMap((ids) => {
      assert(ids, 'Only single rows are refreshed.');
      return ids;
    });
  }

  clear(): void {
    this.#refreshed = [];
  }

  /** All rows, indented: label, two blanks, description. */
  async text(): Promise<string> {
    const lines: string[] = [];
    await this.#visit((item, depth) => {
      lines.push(`${'  '.repeat(depth)}${labelOf(item)}  ${String(item.description)}`);
    });
    return lines.join('\n');
  }

  /** Id of the first row with a label. */
  async idOf(label: string): Promise<string> {
    return (await this.itemOf(label)).id ?? assert.fail('Each row has an id.');
  }

  /** The first row with a label. */
  async itemOf(label: string): Promise<vscode.TreeItem> {
    const found: vscode.TreeItem[] = [];
    await this.#visit((item) => {
      if (labelOf(item) === label) found.push(item);
    });
    return found[0] ?? assert.fail(`There is no row ${label}.`);
  }

  /** What VS Code shows when the pointer rests on the first row with a label. */
  async tooltipOf(label: string): Promise<string> {
    const item = await this.itemOf(label);
    const { token } = new vscode.CancellationTokenSource();
    const resolved = await this.#rows.resolveTreeItem?.(item, item.id ?? '', token);
    const tooltip = resolved?.tooltip;
    return typeof tooltip === 'string' ? tooltip : (tooltip?.value ?? '');
  }

  /** Waits until the tree looks as asked, and answers all it looked like on the way. */
  async until(what: string, isSo: (text: string) => boolean): Promise<readonly string[]> {
    const seen: string[] = [];
    const deadline = Date.now() + patience;
    for (;;) {
      const changed = this.#changed();
      const text = await this.text();
      seen.push(text);
      if (isSo(text)) {
        changed.forget();
        return seen;
      }
      const isLate = await changed.within(deadline - Date.now());
      assert(!isLate, `Waited in vain for ${what}. The tree is:\n${text}`);
    }
  }

  dispose(): void {
    this.#listening.dispose();
  }

  async #visit(take: (item: vscode.TreeItem, depth: number) => void): Promise<void> {
    const visit = async (id: string | undefined, depth: number): Promise<void> => {
      for (const child of (await this.#rows.getChildren(id)) ?? []) {
        take(await this.#rows.getTreeItem(child), depth);
        await visit(child, depth + 1);
      }
    };
    await visit(undefined, 0);
  }

  #changed(): { within(ms: number): Promise<boolean>; forget(): void } {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const wake = (): void => resolve(false);
    this.#waiting.add(wake);
    const forget = (): void => void this.#waiting.delete(wake);
    const within = async (ms: number): Promise<boolean> => {
      const timer = setTimeout(() => resolve(true), Math.max(0, ms));
      const isLate = await promise;
      clearTimeout(timer);
      forget();
      return isLate;
    };
    return { within, forget };
  }
}

function labelOf({ label }: vscode.TreeItem): string {
  return typeof label === 'string' ? label : (label?.label ?? '');
}
