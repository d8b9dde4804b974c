import type { JsonValue, PluginVariable } from '../../../runtime/protocol/index.ts';
import { outlineId, type OutlineRow } from '../outline/outlineRow.ts';
import { escapeMarkdown } from '../serverTree/serverTooltip.ts';
import type { PluginEntry, ShownVariable } from './pluginEntry.ts';
import { cut, fileName } from './pluginText.ts';

const longestValue = 60;

/** A row for a config variable: its value and where that comes from. */
export function variableRow(
  project: string,
  { info, template }: Pick<PluginEntry, 'info' | 'template'>,
  { variable, afterReload }: ShownVariable,
): OutlineRow {
  const { name, origin, source, problem } = variable;
  const value = shownValue(variable);
  const pending = afterReload === undefined ? [] : [`${afterReload} after a reload`];
  const words = [
    'ockle.variable canSet',
    ...(origin === 'config' ? ['canReset'] : []),
    ...(template !== undefined && variable.declaration !== undefined ? ['hasTemplate'] : []),
  ];
  const parts = [value, originText(variable), ...pending];
  return {
    id: outlineId(project, 'variable', info.className, name),
    label: name,
    description: parts.join(' · '),
    icon: problem === undefined ? 'symbol-constant' : 'warning',
    ...(problem !== undefined && { color: 'list.warningForeground' }),
    tooltip: tooltipOf(variable, parts),
    accessibilityLabel: [name, ...parts, ...(problem === undefined ? [] : [problem])].join(', '),
    contextValue: words.join(' '),
    ...(source && { opens: { file: source.file, line: source.line } }),
    children: [],
  };
}

/** The value in one short line; a secret one never. */
export function shownValue({ value, isSecret }: PluginVariable): string {
  if (isSecret === true) return value === '' || value === null ? 'not set' : '•••';
  return shown(value);
}

/** The value as etc/config.ini would have it; nothing is no text. */
export function valueText({ value }: PluginVariable): string {
  return value === null ? '' : textOf(value);
}

function textOf(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function shown(value: JsonValue): string {
  if (value === null) return 'not set';
  if (value === '') return 'empty';
  return cut(textOf(value), longestValue);
}

function originText({ origin, source }: PluginVariable): string {
  if (origin === 'template') return 'default';
  return source && fileName(source.file) !== 'config.ini'
    ? fileName(source.file)
    : 'etc/config.ini';
}

function tooltipOf(
  { name, doc, declaration, problem }: PluginVariable,
  parts: readonly string[],
): string {
  const lines = [`**${escapeMarkdown(name)}** ${escapeMarkdown(parts.join(' · '))}`];
  if (problem !== undefined) lines.push(escapeMarkdown(problem));
  if (doc !== undefined && doc !== '') lines.push(escapeMarkdown(doc));
  lines.push(
    declaration === undefined
      ? 'No template declares it\\.'
      : `Declared as ${escapeMarkdown(declaration)}`,
  );
  return lines.join('\n\n');
}
