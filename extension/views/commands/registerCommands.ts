import * as vscode from 'vscode';
import type { CommandInfo, JsonObject } from '../../../runtime/protocol/index.ts';
import type { QuickInputParts } from '../../commands/quickInput.ts';
import { vscodeQuickInput } from '../../commands/vscodeQuickInput.ts';
import { contributions, registerCommand, type CommandId } from '../../contributions.ts';
import type { DaemonConnection } from '../../daemon/daemonConnection.ts';
import type { Daemons } from '../../daemon/daemons.ts';
import { DisposableStore, type Releasable } from '../../support/disposableStore.ts';
import { Failure, failures } from '../../support/failures.ts';
import { OutlineProvider } from '../outline/outlineProvider.ts';
import { partsOfId } from '../outline/outlineRow.ts';
import type { WorkspaceMemory } from '../unfoldOnce.ts';
import { askForValues } from './askForValues.ts';
import { commandRowId } from './commandRows.ts';
import { CommandRuns, type CommandRun } from './commandRuns.ts';
import { CommandsSource } from './commandsSource.ts';
import { ReplyDocuments } from './replyDocuments.ts';

/** What the view needs of the rest of the extension. */
export interface CommandsDependencies {
  readonly daemons: Pick<Daemons, 'all' | 'forProject' | 'onDidChange'>;
  /** Remembers what was sent. */
  readonly memory: WorkspaceMemory;
  /** Tells the user. */
  readonly report: (failure: Failure) => void;
  /** Writes to the log. */
  readonly reportError: (error: unknown) => void;
}

/** The registered view; `rows` is what VS Code draws, by ids that its commands take. */
export interface RegisteredCommands extends Releasable {
  readonly rows: vscode.TreeDataProvider<string>;
}

/** The Ockle Commands in Run and Debug, and what sends them. */
export function registerCommands(dependencies: CommandsDependencies): RegisteredCommands {
  const { daemons, memory, reportError } = dependencies;
  const store = new DisposableStore();
  const runs = store.add(new CommandRuns(memory, reportError));
  const source = store.add(new CommandsSource(daemons, runs, reportError));
  const rows = store.add(new OutlineProvider(source));
  const view = store.add(
    vscode.window.createTreeView(contributions.views.commands, {
      treeDataProvider: rows,
      showCollapseAll: true,
    }),
  );
  const documents = store.add(new ReplyDocuments());
  const sender = new CommandSender({ ...dependencies, runs, quickInput: vscodeQuickInput() });
  for (const [id, work] of worksOf(sender, documents, { view, rows })) {
    store.add(registerCommand(vscode.commands, id, guarded(dependencies, work)));
  }
  return { rows, dispose: () => store.dispose() };
}

type Work = (given: unknown, data: unknown) => Promise<unknown>;

function worksOf(
  sender: CommandSender,
  documents: ReplyDocuments,
  shown: ShownRows,
): readonly (readonly [CommandId, Work])[] {
  const { commands } = contributions;
  return [
    [
      commands.runCommand,
      async (given, data) => {
        const sent = await sender.sendRow(given, data);
        if (sent) await reveal(sent.row, shown);
        return sent?.run;
      },
    ],
    [
      commands.sendCommand,
      async () => {
        const sent = await sender.sendChosen();
        if (sent) await showAnswer(documents, sent);
      },
    ],
    [
      commands.copyReply,
      async (given) => {
        const text = JSON.stringify(sender.replyOf(given)?.reply, null, 2);
        await vscode.env.clipboard.writeText(text);
      },
    ],
    [
      commands.openReply,
      async (given) => {
        const reply = sender.replyOf(given);
        if (reply) await documents.show(reply.command, reply.reply);
      },
    ],
  ];
}

interface ShownRows {
  readonly view: vscode.TreeView<string>;
  readonly rows: OutlineProvider;
}

/** Unfolds the answer, which is new below its row, if the view can be seen at all. */
async function reveal(row: string, { view, rows }: ShownRows): Promise<void> {
  if (!view.visible) return;
  rows.deliverNow();
  await view.reveal(row, { expand: 3, select: false });
}

async function showAnswer(
  documents: ReplyDocuments,
  { command, run: { answer } }: SentCommand,
): Promise<void> {
  if (answer.kind === 'failure') throw failures.commandFailed(command, answer.message);
  await documents.show(command, answer.reply);
}

function guarded({ report }: Pick<CommandsDependencies, 'report'>, work: Work): Work {
  return async (given, data) => {
    try {
      return await work(given, data);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      report(error);
      return undefined;
    }
  };
}

interface SenderParts extends CommandsDependencies {
  readonly runs: CommandRuns;
  readonly quickInput: QuickInputParts;
}

interface SentCommand {
  readonly command: string;
  /** Id of its row. */
  readonly row: string;
  readonly run: CommandRun;
}

/** Finds out what is to be sent, and sends it. */
class CommandSender {
  readonly #parts: SenderParts;

  constructor(parts: SenderParts) {
    this.#parts = parts;
  }

  /** Sends the command of a row, with these values or with those that the user is asked for. */
  async sendRow(row: unknown, data: unknown): Promise<SentCommand | undefined> {
    const [project = '', , name] = typeof row === 'string' ? commandPartsOf(row) : [];
    const connection = this.#parts.daemons.forProject(project);
    const command = connection?.commands.find((each) => each.name === name);
    if (!connection || !command) return this.sendChosen();
    return this.#send(connection, command, isObject(data) ? data : undefined);
  }

  /** Sends a command that the user chooses. */
  async sendChosen(): Promise<SentCommand | undefined> {
    const { all } = this.#parts.daemons;
    if (all.length === 0) throw failures.nobodyTakesCommands();
    const items = all.flatMap((connection) =>
      connection.commands.map((command) => ({
        label: command.name,
        description: [
          command.owner ?? 'the daemon',
          ...(all.length > 1 ? [connection.project] : []),
        ].join(' · '),
        detail: command.help.split('\n', 1)[0] ?? '',
        connection,
        command,
      })),
    );
    const options = {
      title: 'Ockle: Send Command',
      placeHolder: 'Command to send',
      matchOnDescription: true,
      matchOnDetail: true,
    };
    const chosen = await vscode.window.showQuickPick(items, options);
    return chosen && this.#send(chosen.connection, chosen.command);
  }

  /** The last reply to the command that a row is of, or below. */
  replyOf(row: unknown): { readonly command: string; readonly reply: JsonObject } | undefined {
    const [project = '', , command = ''] = typeof row === 'string' ? commandPartsOf(row) : [];
    const answer = this.#parts.runs.last(project, command)?.answer;
    return answer?.kind === 'reply' ? { command, reply: answer.reply } : undefined;
  }

  async #send(
    connection: DaemonConnection,
    command: CommandInfo,
    given?: JsonObject,
  ): Promise<SentCommand | undefined> {
    const { runs, quickInput } = this.#parts;
    const { name, keys } = command;
    const servers = [...connection.servers.keys()];
    const known = { last: runs.lastData(name), servers };
    // It is known to take nothing: there is nothing to ask.
    const isPlain = keys?.length === 0;
    const data = given ?? (isPlain ? {} : await askForValues(quickInput, command, known));
    if (!data) return undefined;
    const location = { viewId: contributions.views.commands };
    const run = await vscode.window.withProgress({ location }, () =>
      runs.run(connection, name, data),
    );
    return { command: name, row: commandRowId(connection.project, name), run };
  }
}

/** Rows below a command have its id as their first part, however deep. */
function commandPartsOf(row: string): readonly string[] {
  let parts = partsOfId(row);
  while (parts[1] !== 'command' && parts.length > 1) parts = partsOfId(parts[0] ?? '');
  return parts;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
