import { constants } from 'node:fs';
import { access, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isRunning } from '../../../runtime/platform/processIdentity.ts';
import {
  configPath,
  isPython2,
  languageOf,
  projectPaths,
  readConfigFile,
  scanPluginSource,
  shippedPlugins,
  type ConfigFile,
} from '../../../runtime/project/index.ts';
import type { Mend } from '../../support/mends.ts';
import type { Finding } from './finding.ts';
import { counted, ok, quoted } from './finding.ts';

const layOut: Mend = { title: 'Lay Out an Ockle Project', command: 'ockle.layOutProject' };
const newPlugin: Mend = { title: 'New Ockle Plugin', command: 'ockle.newPlugin' };

/** What the original Ockle has before it is set up. */
const exampleConfig = 'etc/config.ini.example';

const copyExample: Finding = {
  state: 'warning',
  says: `There is no ${quoted(configPath)} yet; all settings have their defaults and no plugin is enabled.`,
  mend: `Copy ${quoted(exampleConfig)} to ${quoted(configPath)}, as the original Ockle asks for.`,
};

/** Reads etc/config.ini; `openFile` is the link that opens it. */
export async function checkConfig(project: string, openFile: Mend): Promise<Finding> {
  const text = await readConfig(project);
  if (text === undefined) {
    if (await isThere(join(project, exampleConfig))) return copyExample;
    return {
      state: 'warning',
      says: `There is no ${quoted(configPath)}; all settings have their defaults and no plugin is enabled.`,
      mend: 'Lay the project out: what is there already stays as it is.',
      links: [layOut],
    };
  }
  const { problems, plugins } = readConfigFile(text);
  const [first] = problems;
  if (!first)
    return ok(
      `${quoted(configPath)} can be read and enables ${counted(plugins.length, 'plugin')}.`,
    );
  const others = problems.length > 1 ? ` ${problems.length - 1} more in Problems.` : '';
  return {
    state: problems.some(({ severity }) => severity === 'error') ? 'failed' : 'warning',
    says: `${quoted(configPath)}, line ${first.source.line}: ${first.message}${others}`,
    links: [openFile],
  };
}

/** Compares the enabled plugins with those that there are. */
export async function checkPlugins(project: string, openConfig: Mend): Promise<Finding> {
  const config = readConfigFile((await readConfig(project)) ?? '');
  const { own, old, unread } = await pluginsOf(project, config);
  if (unread.length > 0) {
    return {
      state: 'failed',
      says: `${counted(unread.length, 'file')} of plugins cannot be read: ${unread.map(quoted).join(', ')}.`,
      mend: 'Allow these files to be read.',
    };
  }
  const missing = config.plugins.filter((name) => !own.has(name) && !shippedPlugins.has(name));
  if (missing.length > 0) {
    const names = missing.map(quoted).join(', ');
    return {
      state: 'failed',
      says: `${quoted('pluginList')} enables ${names}, but no class of that name extends ${quoted('ModuleTemplate')} in ${quoted(`src/${config.settings.pluginDir}`)}.`,
      mend: 'Correct the name, take it out of the list, or write the plugin.',
      links: [openConfig, newPlugin],
    };
  }
  if (own.size === 0) {
    const says = `There is no plugin in ${quoted(`src/${config.settings.pluginDir}`)} yet.`;
    return { ...ok(says), links: [newPlugin] };
  }
  if (old.length > 0) {
    return {
      state: 'warning',
      says: `${counted(old.length, 'plugin is', 'plugins are')} written for Python 2 and cannot run: ${old.map(quoted).join(', ')}. Where Ockle ships one of that name, that one runs.`,
      mend: 'Write them for Python 3; the others run as they are.',
    };
  }
  const enabled = [...own].filter((name) => config.plugins.includes(name)).length;
  return ok(
    `${counted(own.size, 'plugin')} of the project, ${enabled} enabled; every name in ${quoted('pluginList')} is a plugin.`,
  );
}

/** Where a daemon that runs plugins leaves its number. */
const lifeRecord = '.ockle/daemon.json';

/** The process of the daemon that runs this project's plugins, in whatever window or terminal. */
export async function daemonOf(project: string): Promise<number | undefined> {
  try {
    const record: unknown = JSON.parse(await readFile(join(project, lifeRecord), 'utf8'));
    const { daemon } = record as {
      readonly daemon: { readonly pid: number; readonly began?: string };
    };
    return Number.isSafeInteger(daemon.pid) && isRunning(daemon) ? daemon.pid : undefined;
  } catch {
    return undefined;
  }
}

/** Tells of a daemon that runs already; `isOurs` says that it is this window's. */
export function describeDaemon(pid: number | undefined, isOurs: boolean): Finding {
  if (isOurs)
    return ok(`A daemon runs in this window${pid === undefined ? '' : `: process ${pid}`}.`);
  if (pid === undefined) return ok('No daemon runs; F5 in a plugin starts one.');
  return {
    state: 'warning',
    says: `Process ${pid} runs a daemon of this project, and this window did not start it.`,
    mend: 'End it where it was started, unless two daemons are what you want.',
  };
}

/** Looks whether what Ockle writes can be written; nothing is. */
export async function checkWriting(project: string): Promise<Finding> {
  // What cannot even be read has a check of its own.
  const config = readConfigFile((await readConfig(project).catch(() => undefined)) ?? '');
  const { servers } = projectPaths(config.settings);
  const places = ['etc', configPath, servers, 'src'];
  const closed: string[] = [];
  for (const place of places) if (!(await isOpen(join(project, place)))) closed.push(place);
  if (closed.length === 0) return ok(`${quoted('etc')} and ${quoted('src')} can be written.`);
  return {
    state: 'failed',
    says: `The system forbids writing ${closed.map(quoted).join(', ')}: settings and new plugins cannot be saved.`,
    mend: `Give yourself the right to write below ${quoted(project)}.`,
  };
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** What is not there can be made. */
async function isOpen(path: string): Promise<boolean> {
  return access(path, constants.W_OK).then(
    () => true,
    (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT',
  );
}

async function readConfig(project: string): Promise<string | undefined> {
  try {
    return await readFile(join(project, configPath), 'utf8');
  } catch (error) {
    const { code = 'nothing' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw new Error(`${quoted(configPath)} cannot be read: the system says ${code}`, {
      cause: error,
    });
  }
}

interface OwnPlugins {
  readonly own: ReadonlySet<string>;
  /** Those of them that are written for Python 2. */
  readonly old: readonly string[];
  readonly unread: readonly string[];
}

async function pluginsOf(project: string, { settings }: ConfigFile): Promise<OwnPlugins> {
  const folder = projectPaths(settings).plugins;
  const own = new Set<string>();
  const unread: string[] = [];
  const old: string[] = [];
  const files = await readdir(join(project, folder)).catch(() => []);
  for (const file of files) {
    const language = languageOf(file);
    if (!language) continue;
    try {
      const text = await readFile(join(project, folder, file), 'utf8');
      const names = scanPluginSource(text, language)
        .filter(({ isExported, extendsModuleTemplate }) => isExported && extendsModuleTemplate)
        .map(({ name }) => name);
      for (const name of names) own.add(name);
      if (language === 'python' && isPython2(text)) old.push(...names);
    } catch {
      unread.push(`${folder}/${file}`);
    }
  }
  return { own, old, unread };
}
