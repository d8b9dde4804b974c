import { CodedError } from '../base/codedError.ts';
import { Emitter } from '../base/emitter.ts';
import type { JsonObject } from '../protocol/index.ts';
import { SeenKeys } from './seenKeys.ts';
import { isXmlName } from './wire/index.ts';

/** Answers one command; `cause` is the journal entry of the call. */
type CommandHandler = (data: JsonObject | null, cause: number) => Promise<JsonObject>;

/** Who offers a command: the daemon, or one generation of a plugin. */
export interface CommandOwner {
  readonly name: string;
  readonly generation: number;
}

/** A command that somebody offers. */
export interface Command {
  readonly name: string;
  /** Shown by `listCommands`. */
  readonly help: string;
  readonly owner: CommandOwner;
  readonly handler: CommandHandler;
  /** Keys of its request, as far as its owner names them. */
  readonly keys?: readonly string[] | undefined;
}

/** Commands that nobody can call yet: those of a generation that is to take the place of another. */
export interface StagedCommands {
  /** @throws CodedError as `CommunicationHandler.register` does */
  register(command: Command): void;
  /** Puts them in the place of the others', in one step; answers those whose names were taken since. */
  commit(): readonly Command[];
}

/** The owner of the commands that are always there. */
export const daemonOwner: CommandOwner = { name: 'the daemon', generation: 0 };

/** The commands of the daemon and its plugins by name. */
export class CommunicationHandler {
  readonly #commands = new Map<string, Command>();
  readonly #mostPerOwner: number;
  readonly #seenKeys = new SeenKeys();
  readonly #changed = new Emitter<void>();

  /** A command came, went, or is known better. */
  readonly onDidChange = this.#changed.event;

  /** `mostPerOwner` commands of one owner; more would be a plugin that registers in a loop. */
  constructor(mostPerOwner = Infinity) {
    this.#mostPerOwner = mostPerOwner;
    this.register({
      name: 'listCommands',
      help: 'Answers every command with what it does.',
      owner: daemonOwner,
      keys: [],
      handler: () => Promise.resolve(this.#listCommands()),
    });
  }

  /** All there are, by name. */
  get commands(): readonly Command[] {
    return [...this.#commands.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Keys of a command's request: those that its owner names, else those of requests so far. */
  keysOf({ name, keys }: Command): readonly string[] | undefined {
    return keys ?? this.#seenKeys.of(name);
  }

  /**
   * Offers a command; its own owner may offer it again.
   * @throws CodedError `command-taken`, `command-name-invalid` or `too-many-commands`
   */
  register(command: Command): void {
    const taken = this.#commands.has(command.name);
    this.#check(command, [command.owner], taken ? 0 : this.#countOf(command.owner));
    this.#commands.set(command.name, command);
    this.#changed.fire();
  }

  /** Commands that are to take the place of all those of `replaced`, whose names they may have. */
  stage(replaced: CommandOwner): StagedCommands {
    const staged = new Map<string, Command>();
    return {
      register: (command) => {
        this.#check(command, [command.owner, replaced], staged.has(command.name) ? 0 : staged.size);
        staged.set(command.name, command);
      },
      commit: () => this.#replace(replaced, [...staged.values()]),
    };
  }

  #replace(replaced: CommandOwner, commands: readonly Command[]): readonly Command[] {
    for (const [name, { owner }] of this.#commands) {
      if (isSame(owner, replaced)) this.#commands.delete(name);
    }
    const late = commands.filter(({ name }) => this.#commands.has(name));
    for (const command of commands) {
      if (!late.includes(command)) this.#commands.set(command.name, command);
    }
    this.#changed.fire();
    return late;
  }

  /** `count` is how many others the owner has. */
  #check({ name, owner }: Command, mayHave: readonly CommandOwner[], count: number): void {
    const taken = this.#commands.get(name);
    if (taken && !mayHave.some((other) => isSame(taken.owner, other))) {
      const message = `The command "${name}" belongs to ${taken.owner.name} already. Choose another name.`;
      throw new CodedError('command-taken', message);
    }
    if (!isXmlName(name)) {
      const message = `“${shorten(name)}” cannot be the name of a command: clients receive it as the name of an XML element. Begin it with a letter or _, and use letters, digits, . - and _ only.`;
      throw new CodedError('command-name-invalid', message);
    }
    if (count >= this.#mostPerOwner) {
      const message = `${owner.name} has ${this.#mostPerOwner} commands already, as many as "commands" in section [limits] of etc/config.ini allows. Register each command once.`;
      throw new CodedError('too-many-commands', message);
    }
  }

  /** Takes away all commands of an owner. */
  release(owner: CommandOwner): void {
    const gone = [...this.#commands.values()].filter((command) => isSame(command.owner, owner));
    for (const { name } of gone) this.#commands.delete(name);
    if (gone.length > 0) this.#changed.fire();
  }

  /**
   * Calls a command; what its handler throws reaches the caller.
   * @throws CodedError `command-unknown`
   */
  handle(name: string, data: JsonObject | null, cause: number): Promise<JsonObject> {
    const command = this.#commands.get(name);
    if (!command) {
      const message = `Unknown Command "${name}". The command listCommands answers those there are.`;
      return Promise.reject(new CodedError('command-unknown', message));
    }
    if (!command.keys && data && this.#seenKeys.note(name, data)) this.#changed.fire();
    return command.handler(data, cause);
  }

  #countOf(owner: CommandOwner): number {
    let count = 0;
    for (const command of this.#commands.values()) if (isSame(command.owner, owner)) count++;
    return count;
  }

  #listCommands(): JsonObject {
    return Object.fromEntries(this.commands.map(({ name, help }) => [name, help]));
  }
}

function isSame(a: CommandOwner, b: CommandOwner): boolean {
  return a.name === b.name && a.generation === b.generation;
}

/** A name that nobody meant fills no log. */
function shorten(name: string): string {
  return name.length <= 100 ? name : `${name.slice(0, 100)}…`;
}
