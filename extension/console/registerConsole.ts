import * as vscode from 'vscode';
import { contributions, registerCommand } from '../contributions.ts';
import type { Daemons } from '../daemon/daemons.ts';
import { DisposableStore, type Releasable } from '../support/disposableStore.ts';
import { failures, type Failure } from '../support/failures.ts';
import type { ProjectFolders } from '../views/projectFolders.ts';
import { OckleConsole } from './ockleConsole.ts';

/** What consoles need of the rest of the extension. */
export interface ConsoleDependencies {
  readonly daemons: Pick<Daemons, 'all' | 'forProject' | 'onDidChange'>;
  readonly folders: Pick<ProjectFolders, 'all'>;
  /** Tells the user. */
  readonly report: (failure: Failure) => void;
}

/** *Ockle Console*: a terminal for the commands of a project, one for each. */
export function registerConsole(dependencies: ConsoleDependencies): Releasable {
  const store = new DisposableStore();
  const open = new Map<string, vscode.Terminal>();
  store.add(
    registerCommand(vscode.commands, contributions.commands.openConsole, async () => {
      const project = await chooseProject(dependencies);
      if (project === undefined) return;
      const terminal = open.get(project) ?? createTerminal(project, dependencies, open);
      terminal.show();
    }),
  );
  store.add({ dispose: () => open.forEach((terminal) => terminal.dispose()) });
  return store;
}

function createTerminal(
  project: string,
  dependencies: ConsoleDependencies,
  open: Map<string, vscode.Terminal>,
): vscode.Terminal {
  const { daemons } = dependencies;
  const isAlone = projectsOf(dependencies).length === 1;
  const name = isAlone ? '' : vscode.Uri.file(project).path.replace(/^.*\//, '');
  const closed = (): void => void open.delete(project);
  const pty = new OckleConsole({ project, name, daemons, closed });
  const title = isAlone ? 'Ockle Console' : `Ockle Console: ${name}`;
  const terminal = vscode.window.createTerminal({
    name: title,
    pty,
    iconPath: new vscode.ThemeIcon('server-environment'),
  });
  open.set(project, terminal);
  return terminal;
}

function projectsOf({ daemons, folders }: ConsoleDependencies): readonly string[] {
  const running = daemons.all.map(({ project }) => project);
  return [...new Set([...running, ...folders.all.map(({ fsPath }) => fsPath)])];
}

/** The only one there is, or that runs; else the user says which. */
async function chooseProject(dependencies: ConsoleDependencies): Promise<string | undefined> {
  const projects = projectsOf(dependencies);
  const [first] = projects;
  if (first === undefined) {
    dependencies.report(failures.nobodyTakesCommands());
    return undefined;
  }
  const running = dependencies.daemons.all.map(({ project }) => project);
  if (running.length === 1) return running[0];
  if (projects.length === 1) return first;
  const items = projects.map((project) => ({
    label: vscode.workspace.asRelativePath(project, true),
    description: running.includes(project) ? 'running' : 'not running',
    project,
  }));
  const options = { title: 'Ockle Console', placeHolder: 'Project of the console' };
  return (await vscode.window.showQuickPick(items, options))?.project;
}
