import * as vscode from 'vscode';
import { DisposableStore } from '../../support/disposableStore.ts';
import type { Event } from '../../support/emitter.ts';
import { systemTimers, Throttle } from '../throttle.ts';
import { OutlineModel } from './outlineModel.ts';
import type { OutlineRow } from './outlineRow.ts';
import { toOutlineItem } from './toOutlineItem.ts';

/** VS Code waits for 200 ms of silence before it asks for changed rows: more often would starve it. */
const deliverMs = 300;

/** What an outline shows. */
export interface OutlineSource {
  readonly rows: readonly OutlineRow[];
  readonly onDidChange: Event<void>;
  /** Called once, before the rows are read for the first time. */
  start(): Promise<void>;
  /** Gets the rows below one that has more; resolves once `rows` has them. */
  unfold(id: string): Promise<void>;
}

/** Hands an outline to VS Code; rows are ids, and only what differs is drawn again. */
export class OutlineProvider implements vscode.TreeDataProvider<string> {
  readonly #source: OutlineSource;
  readonly #store = new DisposableStore();
  readonly #refresh = this.#store.add(new vscode.EventEmitter<string[] | undefined>());
  readonly #delivery = this.#store.add(
    new Throttle(() => this.#deliver(), deliverMs, systemTimers),
  );
  #model = new OutlineModel([]);
  #starting: Promise<void> | undefined;
  #isStarted = false;

  readonly onDidChangeTreeData = this.#refresh.event;

  constructor(source: OutlineSource) {
    this.#source = source;
    this.#store.add(source.onDidChange(() => this.#isStarted && this.#delivery.request()));
  }

  /** Nothing is read before the view is looked at for the first time. */
  async getChildren(id?: string): Promise<string[]> {
    this.#starting ??= this.#start();
    await this.#starting;
    if (id === undefined) return [...this.#model.roots];
    if (this.#model.row(id)?.hasMore === true) {
      await this.#source.unfold(id);
      this.#deliver();
    }
    return [...this.#model.childrenOf(id)];
  }

  getTreeItem(id: string): vscode.TreeItem {
    const row = this.#model.row(id);
    return row ? toOutlineItem(row) : new vscode.TreeItem('');
  }

  getParent(id: string): string | undefined {
    return this.#model.parentOf(id);
  }

  /** Hands over at once what has changed, so that it can be revealed. */
  deliverNow(): void {
    if (this.#isStarted) this.#deliver();
  }

  dispose(): void {
    this.#store.dispose();
  }

  async #start(): Promise<void> {
    await this.#source.start();
    this.#model = new OutlineModel(this.#source.rows);
    this.#isStarted = true;
  }

  #deliver(): void {
    const before = this.#model;
    this.#model = new OutlineModel(this.#source.rows);
    const ids = this.#model.changesSince(before);
    if (!ids) this.#refresh.fire(undefined);
    else if (ids.length > 0) this.#refresh.fire([...ids]);
  }
}
