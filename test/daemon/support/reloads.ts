import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { PluginInfo, Problem } from '../../../runtime/protocol/index.ts';
import { makeProject, writeFiles } from '../../support/runtime/tempProject.ts';
import { startDaemon, type DaemonClient } from './daemonClient.ts';
import { rack } from './samples.ts';

/** One plugin in each language, told what to say, and where to write more. */
export interface Dialect {
  readonly language: 'typescript' | 'python';
  /** Relative path of the plugin. */
  readonly file: string;
  /** Relative path of a file that it imports. */
  readonly helper: string;
  /** A plugin that says `word` of its helper when it runs, and is otherwise as `parts` say. */
  plugin(word: string, parts?: PluginParts): string;
  helperText(word: string): string;
  readonly broken: string;
}

/** Lines that a plugin has in places; each is a statement of the language. */
export interface PluginParts {
  readonly constructed?: string;
  readonly run?: string;
  readonly stop?: string;
  readonly top?: string;
}

const typescript: Dialect = {
  language: 'typescript',
  file: 'src/plugins/Teller.ts',
  helper: 'src/plugins/words.ts',
  plugin: (
    word,
    { constructed = '', run = '', stop = '', top = '' } = {},
  ) => `import { ModuleTemplate, type MainDaemon } from 'ockle';
import { suffix } from './words.ts';
${top}
export class Teller extends ModuleTemplate {
  constructor(mainDaemon: MainDaemon) {
    super(mainDaemon);
    ${constructed}
  }
  override async run(): Promise<void> {
    this.debug('${word}' + suffix + this.getConfigVar('COLOUR'));
    ${run}
    while (this.mainDaemon.running) await this.sleep(3600);
  }
  override stop(): void {
    ${stop}
  }
}
`,
  helperText: (word) => `export const suffix = '${word}';\n`,
  broken: 'export class Teller extends {\n',
};

const python: Dialect = {
  language: 'python',
  file: 'src/plugins/Teller.py',
  helper: 'src/plugins/words.py',
  plugin: (
    word,
    { constructed = 'pass', run = 'pass', stop = 'pass', top = '' } = {},
  ) => `from plugins.ModuleTemplate import ModuleTemplate
from plugins.words import suffix
import time
${top}
class Teller(ModuleTemplate):
    def __init__(self, MainDaemon):
        ModuleTemplate.__init__(self, MainDaemon)
        ${constructed}

    def run(self):
        self.debug("${word}" + suffix + self.getConfigVar("COLOUR"))
        ${run}
        while self.mainDaemon.running:
            time.sleep(3600)

    def stop(self):
        ${stop}
`,
  helperText: (word) => `suffix = "${word}"\n`,
  broken: 'class Teller(:\n',
};

/** Both languages. */
export const dialects: readonly Dialect[] = [typescript, python];

/** How to start a daemon, and options of section `[limits]`. */
export interface RunOptions {
  readonly args?: readonly string[];
  readonly limits?: string;
}

/** A daemon with the plugin `Teller`. */
export class TellerRun {
  readonly client: DaemonClient;
  readonly project: string;
  readonly #dialect: Dialect;

  private constructor(client: DaemonClient, project: string, dialect: Dialect) {
    this.client = client;
    this.project = project;
    this.#dialect = dialect;
  }

  /** A daemon of a project with the plugin, which does not run yet. */
  static async open(
    dialect: Dialect,
    parts: PluginParts = {},
    { args = [], limits = '' }: RunOptions = {},
  ): Promise<TellerRun> {
    const project = await makeProject({
      ...rack,
      'etc/config.ini': `[main]\n[plugins]\npluginList = ["Teller"]\n[servers]\nmax_startup_time = 0.01\n[limits]\n${limits}`,
      [dialect.file]: dialect.plugin('one', parts),
      [dialect.helper]: dialect.helperText('!'),
      'src/config/plugins/Teller.ini': '[plugins.Teller]\nCOLOUR=["string","grey"]\n',
    });
    const { client } = await startDaemon(project, { args });
    return new TellerRun(client, project, dialect);
  }

  /** The same with the plugin running. */
  static async start(
    dialect: Dialect,
    parts: PluginParts = {},
    options: RunOptions = {},
  ): Promise<TellerRun> {
    const run = await TellerRun.open(dialect, parts, options);
    const [info] = await run.client.run(['Teller']);
    assert.equal(info?.phase.kind, 'running');
    await run.says('one!grey');
    return run;
  }

  says(text: string, times = 1): Promise<void> {
    return this.client.untilLine('Teller', `Teller: ${text}`, times);
  }

  path(file: string): string {
    return join(this.project, file);
  }

  /** Writes the plugin anew, without saying so. */
  write(word: string, parts: PluginParts = {}): Promise<void> {
    return writeFiles(this.project, { [this.#dialect.file]: this.#dialect.plugin(word, parts) });
  }

  /** Tells the daemon that these were saved; answers what it made of it. */
  async saved(...files: readonly string[]): Promise<readonly PluginInfo[]> {
    const paths = files.map((file) => this.path(file));
    return (await this.client.peer.request('filesSaved', { files: paths })).plugins;
  }

  /** Writes the plugin anew and saves it. */
  async save(word: string, parts: PluginParts = {}): Promise<PluginInfo> {
    await this.write(word, parts);
    const [info] = await this.saved(this.#dialect.file);
    assert.ok(info);
    return info;
  }

  async reload(): Promise<PluginInfo> {
    return (await this.client.peer.request('reloadPlugin', { plugin: 'Teller' })).plugin;
  }

  problems(code: string): readonly Problem[] {
    return this.client.problems.filter((problem) => problem.code === code);
  }

  /** Names of the commands that somebody can call now. */
  async commands(): Promise<readonly string[]> {
    const { reply } = await this.client.peer.request('callCommand', {
      command: 'listCommands',
      data: null,
    });
    return Object.keys(reply);
  }
}
