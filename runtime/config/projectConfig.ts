import { join } from 'node:path';
import type { IniDocument } from '../ini/index.ts';
import { interpolate, parseIni } from '../ini/index.ts';
import type { ProjectPaths } from '../project/index.ts';
import { projectPaths, readConfigFile } from '../project/index.ts';
import type { Problem, SourceLocation } from '../protocol/index.ts';
import type { Limits } from './limits.ts';
import { readLimits } from './limits.ts';
import { optionPlace } from './optionPlace.ts';
import { readProjectFile } from './readProjectFile.ts';

/** What etc/config.ini says, with the original's defaults for what it does not say. */
export interface ProjectConfig {
  readonly file: string;
  readonly document: IniDocument;
  /** Where things are, relative to the project. */
  readonly paths: ProjectPaths;
  /** Class names of the enabled plugins, in order. */
  readonly pluginList: readonly string[];
  readonly pluginListSource: SourceLocation;
  /** Milliseconds that outlets and controls get to take effect. */
  readonly maxStartupMs: number;
  /** Failures in a row that make a failure permanent; 0 for never. */
  readonly maxAttempts: number;
  /** What protects the daemon and its plugins from each other. */
  readonly limits: Limits;
  readonly problems: readonly Problem[];
}

const defaultStartupSeconds = 60;
const defaultAttempts = 3;

/** Reads config.ini of an etc folder; whatever is missing or wrong becomes a problem and its default. */
export async function readProjectConfig(etc: string): Promise<ProjectConfig> {
  const file = join(etc, 'config.ini');
  const content = await readProjectFile(file);
  const problems: Problem[] = [];
  if (content.kind === 'missing') problems.push(configMissing(file, await hasExample(file)));
  if (content.kind === 'unreadable') problems.push(content.problem);
  const text = content.kind === 'text' ? content.text : '';
  const document = parseIni(text);
  const { settings, plugins, problems: found } = readConfigFile(text, file);
  problems.push(...found);
  // A line that cannot be read may have been the header.
  const isReadable = content.kind === 'text' && document.problems.length === 0;
  if (isReadable && !document.hasSection('main')) problems.push(mainMissing(file));
  const seconds = readNumber(document, file, startupOption, problems);
  const { limits, problems: badLimits } = readLimits(document, file);
  problems.push(...badLimits);
  return {
    file,
    document,
    paths: projectPaths(settings),
    pluginList: plugins,
    pluginListSource: optionPlace(document, file, 'plugins', 'pluginList'),
    maxStartupMs: seconds * 1000,
    maxAttempts: readNumber(document, file, attemptsOption, problems),
    limits,
    problems,
  };
}

interface NumberOption {
  readonly name: string;
  readonly fallback: number;
  readonly what: string;
  readonly example: string;
  isValid(value: number): boolean;
}

const startupOption: NumberOption = {
  name: 'max_startup_time',
  fallback: defaultStartupSeconds,
  what: 'a number of seconds, 0 or more',
  example: '2.5',
  isValid: (value) => Number.isFinite(value) && value >= 0,
};

const attemptsOption: NumberOption = {
  name: 'max_attempts',
  fallback: defaultAttempts,
  what: 'a whole number, 0 or more',
  example: '3',
  isValid: (value) => Number.isSafeInteger(value) && value >= 0,
};

function readNumber(
  document: IniDocument,
  file: string,
  option: NumberOption,
  problems: Problem[],
): number {
  const { name, fallback } = option;
  if (!document.option('servers', name)) return fallback;
  const text = interpolate(document, 'servers', name);
  const value = text.ok && text.value !== '' ? Number(text.value) : NaN;
  if (option.isValid(value)) return value;
  problems.push({
    code: 'config-number-invalid',
    severity: 'warning',
    message: `"${name}" in section [servers] must be ${option.what}; ${fallback} is used. Write ${name} = ${option.example}.`,
    source: optionPlace(document, file, 'servers', name),
  });
  return fallback;
}

/** A checkout of the original has one, and no config.ini before somebody copies it. */
async function hasExample(file: string): Promise<boolean> {
  return (await readProjectFile(`${file}.example`)).kind === 'text';
}

function configMissing(file: string, isBesideExample: boolean): Problem {
  const mend = isBesideExample
    ? 'Copy config.ini.example, which is beside it, to config.ini.'
    : 'Create it with the lines [plugins] and pluginList = ["NameOfPlugin"].';
  return {
    code: 'config-missing',
    severity: 'warning',
    message: `There is no ${file}, so the defaults hold and no plugin is enabled. ${mend}`,
    source: { file, line: 1 },
  };
}

function mainMissing(file: string): Problem {
  return {
    code: 'config-main-missing',
    severity: 'information',
    message:
      'There is no section [main], so the usual folders are used. Add [main] to name others.',
    source: { file, line: 1 },
  };
}
