import type { PluginFailure, PluginInfo, Problem } from '../../../runtime/protocol/index.ts';
import { severityAppearances } from '../opStateAppearance.ts';
import { outlineId, type OutlineRow } from '../outline/outlineRow.ts';
import { escapeMarkdown } from '../serverTree/serverTooltip.ts';
import type { Opening } from '../serverTree/serverTreeRow.ts';
import { isAlive, type PluginEntry, type ProjectEntry } from './pluginEntry.ts';
import {
  causeOf,
  cut,
  fileName,
  placeText,
  pluginAppearance,
  pluginFacts,
  reloadText,
} from './pluginText.ts';
import { pluginWords } from './pluginWords.ts';
import { variableRow } from './variableRow.ts';

const longestProblem = 120;

/** The rows of the plugins view; `now` in milliseconds since the epoch. */
export function pluginRows(projects: readonly ProjectEntry[], now: number): readonly OutlineRow[] {
  if (projects.length === 1) return projects.flatMap((project) => rowsOf(project, now));
  return projects.map((project) => projectRow(project, now));
}

function projectRow(entry: ProjectEntry, now: number): OutlineRow {
  const { project, isRunning } = entry;
  const state = isRunning ? 'running' : 'not running';
  return {
    id: outlineId(project),
    label: fileName(project),
    description: state,
    icon: 'folder',
    tooltip: escapeMarkdown(project),
    accessibilityLabel: `${fileName(project)}, ${state}`,
    contextValue: 'ockle.project',
    children: rowsOf(entry, now),
    isExpanded: true,
  };
}

function rowsOf({ project, plugins }: ProjectEntry, now: number): readonly OutlineRow[] {
  const own = plugins.filter(({ info }) => info.isShipped !== true);
  const shipped = plugins.filter(({ info }) => info.isShipped === true);
  const rows = own.map((entry) => pluginRow(project, entry, now));
  return shipped.length === 0 ? rows : [...rows, shippedRow(project, shipped, now)];
}

/** Those that come with Ockle, folded: they are seldom what one looks for. */
function shippedRow(project: string, plugins: readonly PluginEntry[], now: number): OutlineRow {
  const count = plugins.filter(({ info }) => isAlive(info)).length;
  const failed = plugins.filter(({ info }) => info.phase.kind === 'failed').length;
  const replacing = plugins.filter(({ info }) => info.insteadOf !== undefined).length;
  const description = [
    count === 0 ? 'none running' : `${count} running`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(replacing > 0 ? [`${replacing} instead of yours`] : []),
  ].join(' · ');
  return {
    id: outlineId(project, 'shipped'),
    label: 'Shipped with Ockle',
    description,
    icon: 'package',
    tooltip: 'Plugins that come with Ockle\\. Those that offer commands run along with yours\\.',
    accessibilityLabel: `Shipped with Ockle, ${description}`,
    contextValue: 'ockle.shippedPlugins',
    children: plugins.map((entry) => pluginRow(project, entry, now)),
  };
}

function pluginRow(project: string, entry: PluginEntry, now: number): OutlineRow {
  const { info, variables } = entry;
  const { text, icon, color } = pluginAppearance(entry);
  const parts = [text, ...pluginFacts(entry, now)];
  const label = labelOf(info);
  return {
    id: pluginRowId(project, info.className),
    label,
    description: parts.join(' · '),
    icon,
    color,
    tooltip: tooltipOf(entry, parts),
    accessibilityLabel: [info.className, ...parts].join(', '),
    contextValue: ['ockle.plugin', ...pluginWords(entry)].join(' '),
    ...(info.isShipped !== true && { opens: placeOf(entry) }),
    children: [
      ...failureRows(project, info),
      ...insteadRows(project, info),
      ...reloadRows(project, info),
      ...(variables ?? []).map((variable) => variableRow(project, entry, variable)),
    ],
    ...(!variables && { hasMore: true }),
  };
}

/** Where a debugger holds it, else its class. */
function placeOf({ info, stop }: PluginEntry): Opening {
  const { file, line } = info.source;
  if (!stop?.file || stop.line === undefined || !isAlive(info)) return { file, line };
  return { file: stop.file, line: stop.line };
}

function pluginRowId(project: string, plugin: string): string {
  return outlineId(project, 'plugin', plugin);
}

/** The file, as people call their plugins, unless its name says something else. */
function labelOf({ className, source, isShipped }: PluginInfo): string {
  const file = fileName(source.file);
  const isNamed = isShipped !== true && file.replace(/\.(?:ts|py)$/, '') === className;
  return isNamed ? file : className;
}

function tooltipOf({ info, memory }: PluginEntry, parts: readonly string[]): string {
  const { className, enabled, generation, pid, phase, unusable, insteadOf, lastReload } = info;
  const lines = [`**${escapeMarkdown(className)}** ${escapeMarkdown(parts.join(' · '))}`];
  if (unusable) lines.push(escapeMarkdown(unusable.message));
  if (insteadOf) lines.push(escapeMarkdown(insteadOf.message));
  if (phase.kind === 'failed') lines.push(escapeMarkdown(phase.failure.message));
  if (pid !== undefined) lines.push(`Process ${pid}, start number ${generation}`);
  if (memory !== undefined) lines.push(`${memory.toLocaleString('en')} bytes of memory`);
  if (lastReload) lines.push(escapeMarkdown(reloadText(lastReload)));
  if (!enabled)
    lines.push('Not in `pluginList` of etc/config\\.ini: it runs only when it is started\\.');
  return lines.join('\n\n');
}

function failureRows(project: string, info: PluginInfo): readonly OutlineRow[] {
  const failure = info.phase.kind === 'failed' ? info.phase.failure : info.lastFailure;
  if (!failure) return [];
  const id = outlineId(project, 'failure', info.className);
  const row = messageRow(id, failure, severityAppearances.error);
  return [{ ...row, accessibilityLabel: `last error, ${row.accessibilityLabel}` }];
}

/** Why the project's own plugin of that name is not what runs; a click goes there. */
function insteadRows(project: string, { className, insteadOf }: PluginInfo): readonly OutlineRow[] {
  return insteadOf ? [problemRow(outlineId(project, 'instead', className), insteadOf)] : [];
}

function reloadRows(project: string, { className, lastReload }: PluginInfo): readonly OutlineRow[] {
  if (!lastReload) return [];
  const text = reloadText(lastReload);
  const { outcome, failure, problems } = lastReload;
  const source = failure?.source;
  const isKept = outcome === 'kept';
  return [
    {
      id: outlineId(project, 'reload', className),
      label: isKept ? 'last edit' : 'last reload',
      description: text,
      icon: isKept ? 'warning' : 'check',
      color: isKept ? 'list.warningForeground' : 'testing.iconPassed',
      tooltip: escapeMarkdown(failure?.message ?? text),
      accessibilityLabel: text,
      contextValue: 'ockle.reload',
      ...(source && { opens: { file: source.file, line: source.line } }),
      children: problems.map((problem, index) =>
        problemRow(outlineId(project, 'left', className, String(index)), problem),
      ),
    },
  ];
}

function problemRow(id: string, problem: Problem): OutlineRow {
  return messageRow(id, problem, severityAppearances[problem.severity]);
}

function messageRow(
  id: string,
  { message, source }: Pick<PluginFailure, 'message' | 'source'>,
  { icon, color }: { readonly icon: string; readonly color: string },
): OutlineRow {
  const place = source ? placeText(source) : '';
  return {
    id,
    label: cut(causeOf(message, source && placeText(source)), longestProblem),
    description: place,
    icon,
    color,
    tooltip: `${escapeMarkdown(message)}${source ? `\n\n${escapeMarkdown(place)}` : ''}`,
    accessibilityLabel: `${message} ${place}`.trim(),
    contextValue: 'ockle.message',
    ...(source && { opens: { file: source.file, line: source.line } }),
    children: [],
  };
}
