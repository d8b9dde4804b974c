import * as vscode from 'vscode';
import { contributions, registerCommand, setContext } from '../../contributions.ts';
import type { Releasable } from '../../support/disposableStore.ts';
import { systemTimers, Throttle } from '../throttle.ts';
import type { WorkspaceMemory } from '../unfoldOnce.ts';
import type { ServerTreeProvider } from './serverTreeProvider.ts';

/** A large tree takes a while to be found through: not at each key. */
const whileTypingMs = 150;

const memoryKey = 'ockle.serverTree.filter';

/** What the filter works on. */
export interface FilterSources {
  readonly tree: Pick<ServerTreeProvider, 'filter' | 'counts'>;
  readonly view: Pick<vscode.TreeView<string>, 'description' | 'selection' | 'reveal'>;
  /** Keeps the filter beyond the end of VS Code. */
  readonly memory: WorkspaceMemory;
  /** The view's message has to be thought over. */
  readonly changed: () => void;
  readonly reportError: (error: unknown) => void;
}

/** Registers the commands that narrow the tree to what a text finds, and show all of it again. */
export function registerFilter(sources: FilterSources): readonly Releasable[] {
  const { commands } = contributions;
  const kept = sources.memory.get(memoryKey);
  if (typeof kept === 'string') setFilter(kept, sources);
  return [
    registerCommand(vscode.commands, commands.filterServers, (given?: unknown) => {
      const text = givenText(given);
      if (text === undefined) askForFilter(sources);
      else keepFilter(text, sources);
    }),
    registerCommand(vscode.commands, commands.clearServerFilter, () => {
      const [selected] = sources.view.selection;
      keepFilter('', sources);
      // What was found and chosen is shown where it stands.
      if (selected !== undefined) {
        sources.view.reveal(selected).then(undefined, sources.reportError);
      }
    }),
  ];
}

/** A keybinding may give the text; what the view's title gives is the row that has the focus. */
function givenText(given: unknown): string | undefined {
  if (typeof given !== 'object' || given === null || !('text' in given)) return undefined;
  return typeof given.text === 'string' ? given.text : undefined;
}

/** Filters while the user types; leaving with Escape brings back what was before. */
function askForFilter(sources: FilterSources): void {
  const before = sources.tree.filter;
  const box = vscode.window.createInputBox();
  box.title = 'Filter Servers';
  box.placeholder = 'Part of the name of a server, outlet, control, test or PDU';
  box.value = before;
  let isAccepted = false;
  const narrow = new Throttle(
    () => {
      setFilter(box.value, sources);
      box.prompt = foundText(sources.tree);
    },
    whileTypingMs,
    systemTimers,
  );
  box.prompt = foundText(sources.tree);
  box.onDidChangeValue(() => narrow.request());
  box.onDidAccept(() => {
    isAccepted = true;
    box.hide();
  });
  box.onDidHide(() => {
    narrow.dispose();
    keepFilter(isAccepted ? box.value : before, sources);
    box.dispose();
  });
  box.show();
}

function foundText({ filter, counts: { matches, all } }: FilterSources['tree']): string {
  return filter === '' ? `${all} servers` : `${matches} of ${all} servers`;
}

function keepFilter(text: string, sources: FilterSources): void {
  setFilter(text, sources);
  const { memory, tree, reportError } = sources;
  memory.update(memoryKey, tree.filter).then(undefined, reportError);
}

function setFilter(text: string, { tree, view, changed, reportError }: FilterSources): void {
  tree.filter = text;
  view.description = tree.filter === '' ? '' : `filter: ${tree.filter}`;
  changed();
  setContext(vscode.commands, contributions.contextKeys.filtered, tree.filter !== '').catch(
    reportError,
  );
}
