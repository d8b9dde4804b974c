import type { CommandInfo, JsonObject } from '../../runtime/protocol/index.ts';
import { messageOf } from '../support/failures.ts';
import { completeCommandLine, parseCommandLine } from './commandLine.ts';
import { LineEditor } from './lineEditor.ts';
import { errorText, paint, remarkText, replyText } from './replyText.ts';

/** The daemon of a project as the console needs it. */
export interface ConsoleDaemon {
  readonly commands: readonly CommandInfo[];
  /** Names of the servers. */
  readonly servers: readonly string[];
  call(command: string, data: JsonObject): Promise<JsonObject>;
}

/** The surroundings of a console. */
export interface ConsoleParts {
  /** What the prompt calls the project; empty where there is only one. */
  readonly name: string;
  readonly write: (text: string) => void;
  readonly close: () => void;
}

const words = ['clear', 'exit', 'help'];
const askForPaste = '\x1b[?2004h';

/** What happens in an Ockle Console: lines go to the daemon, replies come back; it outlives daemons. */
export class ConsoleSession {
  readonly #parts: ConsoleParts;
  readonly #editor: LineEditor;
  #daemon: ConsoleDaemon | undefined;
  #columns = 80;
  /** What the keys led to, done once what they wrote is on the screen. */
  #next: (() => void) | undefined;
  /** Counts lines, so that a reply nobody waits for any more is not taken for another's. */
  #line = 0;

  constructor(parts: ConsoleParts) {
    this.#parts = parts;
    this.#editor = new LineEditor({
      prompt: () => this.#prompt(),
      complete: (line, cursor) =>
        completeCommandLine(line, cursor, {
          commands: this.#daemon?.commands ?? [],
          servers: this.#daemon?.servers ?? [],
          words,
        }),
      entered: (line) => {
        this.#next = () => this.#enter(line);
      },
      interrupted: () => {
        this.#next = () => this.#interrupt();
      },
    });
  }

  /** Shows the greeting and the first prompt. */
  open(columns: number | undefined, daemon: ConsoleDaemon | undefined): void {
    if (columns !== undefined) this.resize(columns);
    this.#daemon = daemon;
    const greeting = `${paint('key', 'Ockle Console')} ${remarkText('Tab completes, "help" lists the commands.')}`;
    this.#write(askForPaste + this.#editor.print(greeting));
    if (!daemon) this.#write(this.#editor.print(remarkText(nothingRuns)));
    this.#write(this.#editor.ready());
  }

  resize(columns: number): void {
    this.#columns = columns;
    this.#editor.resize(columns);
  }

  input(data: string): void {
    this.#write(this.#editor.input(data));
  }

  /** Takes the daemon that runs now, or none. */
  follow(daemon: ConsoleDaemon | undefined): void {
    const before = this.#daemon;
    if (before === daemon) return;
    this.#daemon = daemon;
    if (daemon) this.#say(remarkText('The daemon runs. Commands go to it.'));
    else this.#say(remarkText('The daemon has ended. Commands work again with the next run.'));
  }

  #write(text: string): void {
    this.#parts.write(text);
    const next = this.#next;
    this.#next = undefined;
    next?.();
  }

  #prompt(): { readonly text: string; readonly width: number } {
    const name = this.#parts.name === '' ? 'ockle' : this.#parts.name;
    const text = `${paint(this.#daemon ? 'key' : 'dim', `${name}>`)} `;
    return { text, width: name.length + 2 };
  }

  #enter(line: string): void {
    const text = line.trim();
    const [word = '', name = ''] = text.split(/\s+/, 2);
    if (text === '') this.#done();
    else if (word === 'help') this.#done(this.#help(name));
    else if (text === 'clear') this.#done('\x1b[2J\x1b[3J\x1b[H', true);
    else if (text === 'exit') this.#parts.close();
    else this.#call(text);
  }

  #call(text: string): void {
    const parsed = parseCommandLine(text);
    if (!parsed.ok || !this.#daemon) {
      this.#done(errorText(parsed.ok ? nothingRuns : parsed.message));
      return;
    }
    const line = ++this.#line;
    const answer = (reply: string): void => {
      if (line === this.#line) this.#done(reply);
      else this.#say(`${remarkText(`Reply of ${parsed.command}:`)}\n${reply}`);
    };
    this.#daemon.call(parsed.command, parsed.data).then(
      (reply) => answer(replyText(reply)),
      (error: unknown) => answer(errorText(messageOf(error), codeOf(error))),
    );
  }

  #interrupt(): void {
    this.#line += 1;
    this.#done(remarkText('Not waited for any longer; the reply is shown when it comes.'));
  }

  #done(text?: string, isScreen = false): void {
    if (isScreen) this.#write(text ?? '');
    else if (text !== undefined) this.#write(this.#editor.print(text));
    this.#write(this.#editor.ready());
  }

  #say(text: string): void {
    this.#write(this.#editor.print(text));
  }

  #help(name: string): string {
    const commands = this.#daemon?.commands ?? [];
    const usage = remarkText('Write a command, then key=value: setServer server=web1 state=on');
    const json = remarkText('Values may be JSON: names=["web1","mail"]. Ctrl+C empties the line.');
    if (name !== '') {
      const found = commands.find((command) => command.name === name);
      return found ? describe(found) : errorText(`There is no command "${name}".`);
    }
    if (!this.#daemon) return [usage, json, remarkText(nothingRuns)].join('\n');
    const width = Math.min(32, Math.max(0, ...commands.map((command) => command.name.length)));
    return [
      ...commands.map((command) => summarise(command, width, this.#columns)),
      usage,
      json,
    ].join('\n');
  }
}

const nothingRuns = 'No daemon runs in this project. Press F5 in a plugin to start one.';

/** One row of the list of commands. */
function summarise({ name, help, keys = [] }: CommandInfo, width: number, columns: number): string {
  const pairs = keys.map((key) => ` ${key}=…`).join('');
  const room = columns - width - pairs.length - 4;
  const [sentence = ''] = help.split(/(?<=\.)\s|\n/, 1);
  const text = sentence.length <= room ? sentence : `${sentence.slice(0, Math.max(0, room - 1))}…`;
  return `${paint('key', name.padEnd(width))}${paint('dim', pairs)}  ${room < 10 ? '' : text}`;
}

/** All there is to say of a command. */
function describe({ name, help, keys = [], owner }: CommandInfo): string {
  const pairs = keys.map((key) => ` ${key}=…`).join('');
  const of = remarkText(`offered by ${owner ?? 'the daemon'}`);
  return [`${paint('key', name)}${paint('dim', pairs)}`, ...(help === '' ? [] : [help]), of].join(
    '\n',
  );
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
