import * as vscode from 'vscode';
import type { DaemonConnection } from '../daemon/daemonConnection.ts';
import type { Daemons } from '../daemon/daemons.ts';
import { DisposableStore } from '../support/disposableStore.ts';
import { ConsoleSession, type ConsoleDaemon } from './consoleSession.ts';

/** What a console needs: its project, and the daemons that come and go. */
export interface OckleConsoleParts {
  /** Absolute path. */
  readonly project: string;
  /** What the prompt calls the project; empty where there is only one. */
  readonly name: string;
  readonly daemons: Pick<Daemons, 'forProject' | 'onDidChange'>;
  /** Called when its terminal is closed. */
  readonly closed: () => void;
}

/** An Ockle Console as a terminal of VS Code. */
export class OckleConsole implements vscode.Pseudoterminal {
  readonly #store = new DisposableStore();
  readonly #written = this.#store.add(new vscode.EventEmitter<string>());
  readonly #ended = this.#store.add(new vscode.EventEmitter<void>());
  readonly #parts: OckleConsoleParts;
  readonly #session: ConsoleSession;
  #connection: DaemonConnection | undefined;

  readonly onDidWrite = this.#written.event;
  readonly onDidClose = this.#ended.event;

  constructor(parts: OckleConsoleParts) {
    this.#parts = parts;
    this.#session = new ConsoleSession({
      name: parts.name,
      write: (text) => this.#written.fire(text),
      close: () => this.#ended.fire(),
    });
  }

  open(dimensions: vscode.TerminalDimensions | undefined): void {
    const { daemons, project } = this.#parts;
    this.#connection = daemons.forProject(project);
    this.#session.open(dimensions?.columns, daemonOf(this.#connection));
    this.#store.add(daemons.onDidChange(() => this.#follow()));
  }

  close(): void {
    this.#parts.closed();
    this.#store.dispose();
  }

  handleInput(data: string): void {
    this.#session.input(data);
  }

  setDimensions({ columns }: vscode.TerminalDimensions): void {
    this.#session.resize(columns);
  }

  #follow(): void {
    const connection = this.#parts.daemons.forProject(this.#parts.project);
    if (connection === this.#connection) return;
    this.#connection = connection;
    this.#session.follow(daemonOf(connection));
  }
}

function daemonOf(connection: DaemonConnection | undefined): ConsoleDaemon | undefined {
  if (!connection) return undefined;
  return {
    get commands() {
      return connection.commands;
    },
    get servers() {
      return [...connection.servers.keys()];
    },
    call: async (command, data) =>
      (await connection.request('callCommand', { command, data })).reply,
  };
}
