import type { IniDocument } from '../ini/index.ts';
import { interpolate, parseIni } from '../ini/index.ts';
import type { ProjectProblem } from './projectProblem.ts';
import { iniProblems, problemsOf } from './projectProblem.ts';
import type { ProjectSettings } from './projectPaths.ts';
import { configPath, defaultSettings } from './projectPaths.ts';
import { readNameList } from './readNameList.ts';

/** What etc/config.ini says about the project as a whole. */
export interface ConfigFile {
  readonly settings: ProjectSettings;
  /** Class names of the enabled plugins in the order of `pluginList`, each once. */
  readonly plugins: readonly string[];
  readonly problems: readonly ProjectProblem[];
}

const settingOptions: Readonly<Record<keyof ProjectSettings, string>> = {
  serverDir: 'server_dir',
  outletDir: 'outlet_dir',
  testerDir: 'tester_dir',
  controllerDir: 'controller_dir',
  pluginDir: 'plugin_dir',
  logFilePath: 'log_file_path',
};

/** Reads the folders and the enabled plugins; what cannot be read is reported and has its default. */
export function readConfigFile(text: string, file: string = configPath): ConfigFile {
  const document = parseIni(text);
  const problems: ProjectProblem[] = [...iniProblems(document, file)];
  const settings = readSettings(document, file, problems);
  const list = readNameList(document, 'plugins', 'pluginList', file);
  return { settings, plugins: list.names, problems: [...problems, ...list.problems] };
}

/** Class names of the enabled plugins in the order of `pluginList`. */
export function readPluginList(text: string): readonly string[] {
  return readNameList(parseIni(text), 'plugins', 'pluginList', configPath).names;
}

function readSettings(
  document: IniDocument,
  file: string,
  problems: ProjectProblem[],
): ProjectSettings {
  const make = problemsOf(document, file);
  const read = (key: keyof ProjectSettings): string => {
    const name = settingOptions[key];
    const option = document.option('main', name);
    if (!option) return defaultSettings[key];
    const value = interpolate(document, 'main', name);
    const path = value.ok ? confinedPath(value.value, key === 'pluginDir') : undefined;
    if (path !== undefined) return path;
    const message = `"${option.name}" in section [main] must name a place inside the project, such as ${defaultSettings[key]}; "${defaultSettings[key]}" is used.`;
    problems.push(make('warning', 'path-outside-project', message, option.nameRange.start));
    return defaultSettings[key];
  };
  return {
    serverDir: read('serverDir'),
    outletDir: read('outletDir'),
    testerDir: read('testerDir'),
    controllerDir: read('controllerDir'),
    pluginDir: read('pluginDir'),
    logFilePath: read('logFilePath'),
  };
}

/** The path with `/` between its parts, if it stays below the folder it is relative to. */
function confinedPath(value: string, isModule: boolean): string | undefined {
  const path = isModule ? value.replaceAll('.', '/') : value.replaceAll('\\', '/');
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  const isAbsolute = path.startsWith('/') || /^[A-Za-z]:/.test(path);
  if (isAbsolute || parts.length === 0 || parts.includes('..') || path.includes('\0')) {
    return undefined;
  }
  return parts.join('/');
}
