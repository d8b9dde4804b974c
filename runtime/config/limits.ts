import type { IniDocument } from '../ini/index.ts';
import { interpolate } from '../ini/index.ts';
import type { Problem } from '../protocol/index.ts';
import { optionPlace } from './optionPlace.ts';

/** In what a limit is written, and how much one of it is in the unit that the code counts in. */
const units = {
  /** Counted in milliseconds. */
  seconds: { size: 1000, isWhole: false },
  /** Counted in bytes. */
  MiB: { size: 1024 * 1024, isWhole: true },
  /** Counted in bytes, or in characters of a line. */
  KiB: { size: 1024, isWhole: true },
  '': { size: 1, isWhole: true },
} as const;

/** One limit: an option of section `[limits]` in etc/config.ini. */
interface LimitDefinition {
  readonly option: string;
  readonly unit: keyof typeof units;
  readonly usual: number;
  readonly least: number;
  readonly most: number;
  readonly doc: string;
}

/** Every limit that protects the daemon and its plugins from each other. */
export const limitTable = {
  readyTime: {
    option: 'ready_time',
    unit: 'seconds',
    usual: 30,
    least: 1,
    most: 600,
    doc: 'Time from the start of a plugin’s process to its first message.',
  },
  loadTime: {
    option: 'load_time',
    unit: 'seconds',
    usual: 30,
    least: 1,
    most: 600,
    doc: 'Time for the import and the constructor of a plugin.',
  },
  callTime: {
    option: 'call_time',
    unit: 'seconds',
    usual: 60,
    least: 0.1,
    most: 3600,
    doc: 'Time for a plugin to answer one command, beyond twice `max_startup_time`.',
  },
  stopTime: {
    option: 'stop_time',
    unit: 'seconds',
    usual: 2,
    least: 0.1,
    most: 600,
    doc: 'Time for a plugin to stop by itself before its process is asked to end by SIGTERM.',
  },
  terminateTime: {
    option: 'terminate_time',
    unit: 'seconds',
    usual: 1,
    least: 0.1,
    most: 600,
    doc: 'Time from SIGTERM to SIGKILL of everything the plugin started.',
  },
  hangTime: {
    option: 'hang_time',
    unit: 'seconds',
    usual: 3,
    least: 0.5,
    most: 3600,
    doc: 'Time without a sign of life after which a plugin is shown as unresponsive.',
  },
  killHung: {
    option: 'kill_hung',
    unit: 'seconds',
    usual: 0,
    least: 0,
    most: 86_400,
    doc: 'Time after which an unresponsive plugin is killed; 0 for never.',
  },
  memory: {
    option: 'memory',
    unit: 'MiB',
    usual: 256,
    least: 64,
    most: 1_048_576,
    doc: 'Memory of a plugin’s process and of all it started; it is killed when it uses more.',
  },
  messageSize: {
    option: 'message_size',
    unit: 'KiB',
    usual: 1024,
    least: 512,
    most: 65_536,
    doc: 'Size of one message between the daemon and a plugin.',
  },
  messageDepth: {
    option: 'message_depth',
    unit: '',
    usual: 32,
    least: 16,
    most: 512,
    doc: 'Lists and objects inside each other in one message of a plugin.',
  },
  pendingCalls: {
    option: 'pending_calls',
    unit: '',
    usual: 256,
    least: 8,
    most: 10_000,
    doc: 'Calls of one plugin that wait for the daemon’s answer at the same time.',
  },
  commands: {
    option: 'commands',
    unit: '',
    usual: 1000,
    least: 1,
    most: 10_000,
    doc: 'Commands that one plugin may register.',
  },
  linesPerSecond: {
    option: 'lines_per_second',
    unit: '',
    usual: 5000,
    least: 100,
    most: 100_000,
    doc: 'Lines of one plugin that are shown per second; as many wait, older ones are left out.',
  },
  lineLength: {
    option: 'line_length',
    unit: 'KiB',
    usual: 64,
    least: 1,
    most: 1024,
    doc: 'Characters of one line that are shown.',
  },
  restarts: {
    option: 'restarts',
    unit: '',
    usual: 3,
    least: 0,
    most: 1000,
    doc: 'Automatic restarts of a failed plugin within the restart window; editor runs have none.',
  },
  restartWindow: {
    option: 'restart_window',
    unit: 'seconds',
    usual: 60,
    least: 1,
    most: 86_400,
    doc: 'Time in which automatic restarts are counted.',
  },
  restartDelay: {
    option: 'restart_delay',
    unit: 'seconds',
    usual: 1,
    least: 0.05,
    most: 3600,
    doc: 'Pause before the first automatic restart; each further one waits twice as long, at most 30 s.',
  },
  spare: {
    option: 'spare',
    unit: '',
    usual: 1,
    least: 0,
    most: 1,
    doc: 'Idle processes of each language that wait for the next start or reload of a plugin in an editor; 0 for none.',
  },
  logSize: {
    option: 'log_size',
    unit: 'KiB',
    usual: 5120,
    least: 1,
    most: 1_048_576,
    doc: 'Size of the log file at which it becomes the first of the older ones.',
  },
  logFiles: {
    option: 'log_files',
    unit: '',
    usual: 5,
    least: 1,
    most: 1000,
    doc: 'Log files that are kept, the one that is written among them.',
  },
  deviceTime: {
    option: 'device_time',
    unit: 'seconds',
    usual: 10,
    least: 0.1,
    most: 600,
    doc: 'Time for an outlet, control or test to answer before its state is unknown.',
  },
  inrushGap: {
    option: 'inrush_gap',
    unit: 'seconds',
    usual: 0.1,
    least: 0,
    most: 60,
    doc: 'Time between switching on two outlets of the same PDU.',
  },
  serverGap: {
    option: 'server_gap',
    unit: 'seconds',
    usual: 0.5,
    least: 0,
    most: 60,
    doc: 'Time between switching on outlets of two servers at the same PDU, if longer than `inrush_gap`.',
  },
  staleTime: {
    option: 'stale_time',
    unit: 'seconds',
    usual: 15,
    least: 0,
    most: 86_400,
    doc: 'Age at which servers are read anew before one that they need, or that needs them, is switched; 0 for never.',
  },
  backups: {
    option: 'backups',
    unit: '',
    usual: 20,
    least: 1,
    most: 10_000,
    doc: 'Deleted files of one path that are kept in `etc/serversBack`; the oldest goes first.',
  },
  timePatience: {
    option: 'time_patience',
    unit: 'seconds',
    usual: 5,
    least: 0.1,
    most: 3600,
    doc: 'Real time after which a plugin that keeps virtual time from passing is named.',
  },
} as const satisfies Readonly<Record<string, LimitDefinition>>;

type LimitName = keyof typeof limitTable;

/** The limits of a project: times in milliseconds, sizes in bytes or characters, or counts. */
export type Limits = Readonly<Record<LimitName, number>>;

const section = 'limits';

const definitions: ReadonlyMap<string, LimitDefinition> = new Map(Object.entries(limitTable));

/** What holds where etc/config.ini says nothing. */
export const usualLimits = limitsOf((definition) => definition.usual);

/** Reads section `[limits]`; a bad value becomes a problem and the limit's usual value. */
export function readLimits(
  document: IniDocument,
  file: string,
): { readonly limits: Limits; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const limits = limitsOf((definition) => {
    if (!document.option(section, definition.option)) return definition.usual;
    const read = interpolate(document, section, definition.option);
    const value = read.ok ? toNumber(read.value) : NaN;
    if (isWithin(value, definition)) return value;
    problems.push({
      code: 'limit-invalid',
      severity: 'warning',
      message: invalid(definition),
      source: optionPlace(document, file, section, definition.option),
    });
    return definition.usual;
  });
  return { limits, problems: [...problems, ...unknownOptions(document, file)] };
}

function limitsOf(read: (definition: LimitDefinition) => number): Limits {
  const values = [...definitions].map(([name, definition]) => [
    name,
    // Rounded, because 0.1 s are not exactly 100 ms in binary numbers.
    Math.round(read(definition) * units[definition.unit].size),
  ]);
  return Object.fromEntries(values) as Limits;
}

function toNumber(text: string): number {
  return text.trim() === '' ? NaN : Number(text);
}

function isWithin(value: number, { unit, least, most }: LimitDefinition): boolean {
  if (units[unit].isWhole && !Number.isSafeInteger(value)) return false;
  return value >= least && value <= most;
}

function invalid({ option, unit, usual, least, most }: LimitDefinition): string {
  const kind = units[unit].isWhole ? 'a whole number' : 'a number';
  const of = unit === '' ? '' : ` of ${unit}`;
  return (
    `"${option}" in section [limits] must be ${kind}${of} from ${least} to ${most}; ${usual} is used. ` +
    `Write ${option} = ${usual}.`
  );
}

function unknownOptions(document: IniDocument, file: string): readonly Problem[] {
  const known = [...definitions.values()].map(({ option }) => option);
  const own = document.sections.filter(({ header, name }) => header && name === section);
  const written = new Set(own.flatMap(({ options }) => options.map(({ key }) => key)));
  return [...written]
    .filter((name) => !known.includes(name))
    .map((name) => ({
      code: 'limit-unknown',
      severity: 'warning',
      message: `There is no limit "${name}", so the line means nothing. The limits are: ${known.join(', ')}.`,
      source: optionPlace(document, file, section, name),
    }));
}
