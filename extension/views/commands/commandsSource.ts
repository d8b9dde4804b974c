import type { Daemons } from '../../daemon/daemons.ts';
import { DisposableStore } from '../../support/disposableStore.ts';
import { Emitter, type Event } from '../../support/emitter.ts';
import type { OutlineSource } from '../outline/outlineProvider.ts';
import type { OutlineRow } from '../outline/outlineRow.ts';
import { commandRows, type CommandsEntry } from './commandRows.ts';
import type { CommandRuns } from './commandRuns.ts';

/** The commands of every project that runs. */
export class CommandsSource implements OutlineSource {
  readonly #daemons: Pick<Daemons, 'all' | 'onDidChange'>;
  readonly #runs: CommandRuns;
  readonly #changed: Emitter<void>;
  readonly #store = new DisposableStore();
  #following = new DisposableStore();

  constructor(
    daemons: Pick<Daemons, 'all' | 'onDidChange'>,
    runs: CommandRuns,
    reportError: (error: unknown) => void,
  ) {
    this.#daemons = daemons;
    this.#runs = runs;
    this.#changed = new Emitter(reportError);
  }

  get onDidChange(): Event<void> {
    return this.#changed.event;
  }

  get rows(): readonly OutlineRow[] {
    return commandRows(
      this.#daemons.all.map(({ project, commands }): CommandsEntry => ({
        project,
        commands,
        lastRun: (command) => this.#runs.last(project, command),
      })),
    );
  }

  start(): Promise<void> {
    this.#store.add(this.#runs.onDidChange(() => this.#changed.fire()));
    this.#store.add(this.#daemons.onDidChange(() => this.#follow()));
    this.#follow();
    return Promise.resolve();
  }

  unfold(): Promise<void> {
    return Promise.resolve();
  }

  dispose(): void {
    this.#following.dispose();
    this.#store.dispose();
    this.#changed.dispose();
  }

  #follow(): void {
    this.#following.dispose();
    this.#following = new DisposableStore();
    for (const connection of this.#daemons.all) {
      this.#following.add(connection.onDidChangeCommands(() => this.#changed.fire()));
    }
    this.#changed.fire();
  }
}
