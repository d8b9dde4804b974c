import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { MainDaemon } from '../../../../../runtime/daemon/mainDaemon.ts';
import type { TimeRequest } from '../../../../../runtime/daemon/openTime.ts';
import { openDaemon } from '../../../../../runtime/daemon/openDaemon.ts';
import { shippedPlugins } from '../../../../../runtime/plugins/shippedPlugins.ts';
import type {
  DebugLine,
  Entry,
  JsonObject,
  JsonValue,
  PluginInfo,
  Problem,
  ServerSnapshot,
} from '../../../../../runtime/protocol/index.ts';
import { makeProject } from '../../../../support/runtime/tempProject.ts';

const panel = { kind: 'panel' } as const;
const sources = fileURLToPath(new URL('../../../../../runtime/plugins/shipped/', import.meta.url));

const open: ShippedDaemon[] = [];

/** Call it in an `afterEach` hook. */
export async function closeDaemons(): Promise<void> {
  for (const bench of open.splice(0)) await bench.daemon.shutdown(panel);
}

/** A real daemon over a project's files, with shipped plugins in its process and what it told. */
export class ShippedDaemon {
  readonly daemon: MainDaemon;
  readonly project: string;
  readonly lines: DebugLine[] = [];
  readonly problems: Problem[] = [];
  readonly #watchers = new Set<() => void>();

  constructor(daemon: MainDaemon) {
    this.daemon = daemon;
    this.project = daemon.project;
    open.push(this);
    daemon.events.debugLine.event((line) => {
      this.lines.push(line);
      this.#look();
    });
    daemon.events.problem.event((problem) => this.problems.push(problem));
    daemon.events.plugin.event(() => this.#look());
    daemon.feed.onDidChange(() => this.#look());
  }

  run(...plugins: readonly string[]): Promise<readonly PluginInfo[]> {
    return this.daemon.runPlugins(plugins, { actor: panel });
  }

  call(command: string, data: JsonObject | null = null): Promise<JsonObject> {
    return this.daemon.callCommand(command, data, panel);
  }

  /** One key of a reply, which has to be a text. */
  async text(command: string, key: string, data: JsonObject | null = null): Promise<string> {
    const text = (await this.call(command, data))[key];
    if (typeof text !== 'string') throw new Error(`${command} answers no text as ${key}.`);
    return text;
  }

  /** One key of a reply, read as the JSON that it is. */
  async json(command: string, key: string, data: JsonObject | null = null): Promise<JsonValue> {
    return JSON.parse(await this.text(command, key, data)) as JsonValue;
  }

  get servers(): readonly ServerSnapshot[] {
    return this.daemon.feed.snapshot().flatMap(({ servers }) => servers);
  }

  /** OpStates as `name: state`, needed servers first. */
  get states(): readonly string[] {
    return this.servers.map(({ name, opState }) => `${name}: ${opState}`);
  }

  get journal(): readonly Entry[] {
    return this.daemon.journalAfter(0).entries;
  }

  /** Lines that one plugin wrote, without the name in front. */
  linesOf(plugin: string): readonly string[] {
    return this.lines
      .filter((line) => line.plugin === plugin && line.text.startsWith(`${plugin}: `))
      .map(({ text }) => text.replace(`${plugin}: `, ''));
  }

  /** Resolves with the first truthy answer, asked now and whenever the daemon told something. */
  until<Found>(what: string, find: () => Found | undefined | false): Promise<Found> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const found = find();
        if (found === undefined || found === false) return;
        clearTimeout(deadline);
        this.#watchers.delete(look);
        resolve(found);
      };
      const deadline = setTimeout(() => {
        this.#watchers.delete(look);
        const told = [...this.states, ...this.lines.map(({ text }) => text)].join('\n');
        reject(new Error(`Never came: ${what}. Told was:\n${told}`));
      }, 20_000);
      this.#watchers.add(look);
      look();
    });
  }

  #look(): void {
    for (const look of [...this.#watchers]) look();
  }
}

/** How a test wants its daemon. */
interface OpenOptions {
  /** Modules in the place of shipped plugins, by class name. */
  readonly standIns?: Readonly<Record<string, string>>;
  /** The clock on the wall when absent. */
  readonly time?: TimeRequest;
}

/** Opens a daemon on a new project with these files below `etc`; nothing waits there unless they say so. */
export async function openShipped(
  etc: Readonly<Record<string, string>>,
  { standIns = {}, time }: OpenOptions = {},
): Promise<ShippedDaemon> {
  const files = { 'config.ini': config(), 'outlets/rack.ini': rack, ...etc };
  const project = await makeProject(
    Object.fromEntries(Object.entries(files).map(([path, text]) => [`etc/${path}`, text])),
  );
  const dist = await standInDist(project, standIns);
  return new ShippedDaemon(await openDaemon({ project, dist, time }));
}

/** `etc/config.ini` without a wait between the passes of a sequence, and none for devices. */
export function config(
  servers: readonly string[] = ['max_startup_time = 0', 'max_attempts = 3'],
  autoControl: readonly string[] = ['wait_time = 0'],
): string {
  return ['[main]', '[servers]', ...servers, '[plugins.AutoControl]', ...autoControl, ''].join(
    '\n',
  );
}

/** URL of a module of the shipped plugins, for the imports of a stand-in. */
export function sourceUrl(file: string): string {
  return pathToFileURL(join(sources, file)).href;
}

const rack = '[pdu]\ntype = Dummy\ncomment = left rack\n';

/** What a build would hold, with the sources themselves in the place of bundles. */
async function standInDist(
  project: string,
  standIns: Readonly<Record<string, string>>,
): Promise<string> {
  const dist = join(project, 'dist');
  await mkdir(join(dist, 'plugins'), { recursive: true });
  await cp(join(sources, 'config'), join(dist, 'plugins'), { recursive: true });
  for (const { className, file } of shippedPlugins) {
    const code = standIns[className] ?? `export * from '${sourceUrl(file)}';\n`;
    await writeFile(join(dist, 'plugins', `${className}.mjs`), code);
  }
  return dist;
}

/** The file of a server with one outlet of the simulated rack; more sections may follow. */
export function serverFile(
  dependencies: readonly string[] = [],
  { server = '', sections = '', outlets = ['psu'] as readonly string[] } = {},
): string {
  return [
    '[server]',
    `outlets = ${JSON.stringify(outlets)}`,
    `dependencies = ${JSON.stringify(dependencies)}`,
    server,
    ...outlets.flatMap((name) => [`[${name}]`, 'pdu = rack', '']),
    sections,
  ].join('\n');
}
