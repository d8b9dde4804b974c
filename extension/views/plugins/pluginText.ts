import type {
  PluginFailure,
  PluginHealth,
  PluginInfo,
  PluginReload,
  Problem,
  SourceLocation,
} from '../../../runtime/protocol/index.ts';
import type { Appearance } from '../opStateAppearance.ts';
import { isAlive, type PluginEntry, type PluginStop, type ProjectEntry } from './pluginEntry.ts';

const longestCause = 60;

/** What stands above the rows, which the plugins that come with Ockle always have. */
export function pluginsMessage(projects: readonly ProjectEntry[]): string {
  const hasOwn = projects.some(({ plugins }) => plugins.some(({ info }) => !info.isShipped));
  if (hasOwn || projects.length === 0) return '';
  return 'No plugin of your own yet. New Ockle Plugin writes one.';
}

/** How a plugin's state looks, in words and as an icon. */
export function pluginAppearance({ info, stop }: PluginEntry): Appearance {
  if (stop && isAlive(info)) return looks(stopText(stop), 'debug-pause', 'charts.yellow');
  const { kind } = info.phase;
  switch (kind) {
    case 'running':
      return runningAppearance(info.health);
    case 'starting':
    case 'loading':
    case 'loaded':
      return looks('starting', 'sync', 'charts.blue');
    case 'waitingForDebugger':
      return looks('waiting for the debugger', 'debug-alt', 'charts.blue');
    case 'stopping':
      return looks('stopping', 'arrow-circle-down', 'charts.blue');
    case 'failed':
      return looks('failed', 'error', 'list.errorForeground');
    case 'stopped':
    case 'notRunning':
      return restingAppearance(info);
  }
}

/** Where a debugger holds it, in words. */
function stopText({ reason, line }: PluginStop): string {
  const at: Readonly<Record<string, string>> = {
    breakpoint: 'stopped at a breakpoint',
    exception: 'stopped at an exception',
    pause: 'paused',
  };
  const words = at[reason] ?? 'stopped by the debugger';
  return line === undefined ? words : `${words} · line ${line}`;
}

/** What follows the state: how long, how much, how often. */
export function pluginFacts(entry: PluginEntry, now: number): readonly string[] {
  const { info, stop } = entry;
  const { phase, restarts = 0 } = info;
  const facts: string[] = [];
  if (phase.kind === 'failed') facts.push(...failureFacts(phase.failure));
  else if (isAlive(info) && !stop) facts.push(...runningFacts(entry, now));
  if (restarts > 0) facts.push(restarts === 1 ? '1 restart' : `${restarts} restarts`);
  if (info.lastReload?.outcome === 'kept' && isAlive(info)) facts.push('edit not loaded');
  if (info.insteadOf) facts.push(insteadText(info.insteadOf));
  return facts;
}

/** That a shipped plugin stands in for the project's own of its name, and why. */
function insteadText({ code }: Problem): string {
  return code === 'python-2-code' ? 'instead of your Python 2 file' : 'instead of your own file';
}

function runningFacts({ info, memory }: PluginEntry, now: number): readonly string[] {
  const { phase } = info;
  return [
    ...(phase.kind === 'running' ? [duration(now - phase.since)] : []),
    ...(memory === undefined ? [] : [memoryText(memory)]),
  ];
}

/** The cause in short, and the line. */
function failureFacts({ message, source }: PluginFailure): readonly string[] {
  const place = source && placeText(source);
  return [cut(causeOf(message, place), longestCause), ...(place === undefined ? [] : [place])];
}

/** Messages begin with plugin and place, which a row tells anyway. */
export function causeOf(message: string, place: string | undefined): string {
  const at = place === undefined ? -1 : message.indexOf(`${place}: `);
  return place === undefined || at < 0 ? message : message.slice(at + place.length + 2);
}

/** How the last reload went: `reloaded · 84 ms · 23:10:04`, or why the old version was kept. */
export function reloadText({ outcome, ms, at, failure }: PluginReload): string {
  if (outcome === 'reloaded') return `reloaded · ${ms} ms · ${timeOfDay(at)}`;
  const why = failure ? failureFacts(failure).join(' · ') : 'the new version did not load';
  return `kept: ${why}`;
}

/** `Mailer.ts:31` */
export function placeText({ file, line }: SourceLocation): string {
  return `${fileName(file)}:${line}`;
}

/** The last part of a path of any system. */
export function fileName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

/** One line of a text, not longer than `most`. */
export function cut(text: string, most: number): string {
  const [line = ''] = text.split(/\r?\n/, 1);
  return line.length <= most ? line : `${line.slice(0, most - 1).trimEnd()}…`;
}

/** `00:12:04`, hours growing on. */
function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}

function memoryText(bytes: number): string {
  const megabytes = bytes / 1_048_576;
  return megabytes < 1 ? 'under 1 MB' : `${Math.round(megabytes)} MB`;
}

/** `23:10:04`, by the clock on the wall. */
export function timeOfDay(at: number): string {
  const date = new Date(at);
  return [date.getHours(), date.getMinutes(), date.getSeconds()]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}

function runningAppearance(health: PluginHealth | undefined): Appearance {
  if (!health) return looks('running', 'play-circle', 'testing.iconPassed');
  const where = health.where === undefined ? '' : ` in ${health.where}`;
  switch (health.kind) {
    case 'unresponsive':
      return looks('running · answers nothing', 'warning', 'list.warningForeground');
    case 'busy':
      return looks(`running · computes${where}`, 'play-circle', 'testing.iconPassed');
    case 'waiting':
      return looks(`running · waits${where}`, 'play-circle', 'testing.iconPassed');
  }
}

function restingAppearance({ unusable, enabled, phase }: PluginInfo): Appearance {
  if (unusable?.code === 'python-2-code')
    return looks('Python 2 · cannot run', 'warning', 'list.warningForeground');
  if (unusable) return looks('cannot run', 'warning', 'list.warningForeground');
  if (phase.kind === 'stopped') return looks('stopped', 'debug-stop', 'disabledForeground');
  return enabled
    ? looks('not running', 'circle-slash', 'disabledForeground')
    : looks('not enabled', 'circle-large-outline', 'disabledForeground');
}

function looks(text: string, icon: string, color: string): Appearance {
  return { text, icon, color };
}
