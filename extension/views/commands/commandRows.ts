import { isShippedPlugin } from '../../../runtime/project/index.ts';
import type { CommandInfo } from '../../../runtime/protocol/index.ts';
import { outlineId, type OutlineRow } from '../outline/outlineRow.ts';
import { cut, fileName, timeOfDay } from '../plugins/pluginText.ts';
import { escapeMarkdown } from '../serverTree/serverTooltip.ts';
import type { CommandRun } from './commandRuns.ts';
import { replyRows } from './replyRows.ts';

const longestHelp = 80;

/** The commands that a running project offers. */
export interface CommandsEntry {
  /** Absolute path. */
  readonly project: string;
  readonly commands: readonly CommandInfo[];
  readonly lastRun: (command: string) => CommandRun | undefined;
}

/** The rows of the commands view: by owner, those of the project's own plugins first. */
export function commandRows(entries: readonly CommandsEntry[]): readonly OutlineRow[] {
  if (entries.length === 1) return entries.flatMap(ownerRows);
  return entries.map((entry) => ({
    id: outlineId(entry.project),
    label: fileName(entry.project),
    description: countText(entry.commands.length),
    icon: 'folder',
    tooltip: escapeMarkdown(entry.project),
    accessibilityLabel: `${fileName(entry.project)}, ${countText(entry.commands.length)}`,
    contextValue: 'ockle.project',
    children: ownerRows(entry),
    isExpanded: true,
  }));
}

/** The id of a command's row. */
export function commandRowId(project: string, command: string): string {
  return outlineId(project, 'command', command);
}

function ownerRows(entry: CommandsEntry): readonly OutlineRow[] {
  const owners = new Map<string, CommandInfo[]>();
  for (const command of entry.commands) {
    const owner = command.owner ?? '';
    owners.set(owner, [...(owners.get(owner) ?? []), command]);
  }
  const rank = (owner: string): number => (owner === '' ? 2 : isShippedPlugin(owner) ? 1 : 0);
  return [...owners]
    .sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .map(([owner, commands]) => ownerRow(entry, owner, commands, rank(owner) === 0));
}

function ownerRow(
  entry: CommandsEntry,
  owner: string,
  commands: readonly CommandInfo[],
  isOwn: boolean,
): OutlineRow {
  const label = owner === '' ? 'The daemon' : owner;
  const description = countText(commands.length);
  return {
    id: outlineId(entry.project, 'owner', owner),
    label,
    description,
    icon: owner === '' ? 'server-process' : isOwn ? 'plug' : 'package',
    tooltip: `Commands of ${escapeMarkdown(owner === '' ? 'the daemon itself' : owner)}`,
    accessibilityLabel: `${label}, ${description}`,
    contextValue: `ockle.commandOwner${isOwn ? ' hasCode' : ''}`,
    children: commands.map((command) => commandRow(entry, command)),
    isExpanded: isOwn,
  };
}

function commandRow({ project, lastRun }: CommandsEntry, command: CommandInfo): OutlineRow {
  const { name, help } = command;
  const id = commandRowId(project, name);
  const run = lastRun(name);
  const text = help === '' ? (command.keys ?? []).join(', ') : help;
  return {
    id,
    label: name,
    description: cut(text, longestHelp),
    icon: 'symbol-method',
    tooltip: tooltipOf(command),
    accessibilityLabel: `command ${name}, ${text === '' ? 'no help' : text}`,
    contextValue: `ockle.command canRun${run?.answer.kind === 'reply' ? ' hasReply' : ''}`,
    children: run ? [runRow(id, run)] : [],
    isExpanded: true,
  };
}

function tooltipOf({ name, help, keys, owner }: CommandInfo): string {
  const lines = [
    `**${escapeMarkdown(name)}** ${owner === undefined ? 'of the daemon' : escapeMarkdown(owner)}`,
  ];
  if (help !== '') lines.push(escapeMarkdown(help));
  if (keys && keys.length > 0) lines.push(`Keys: ${keys.map(escapeMarkdown).join(', ')}`);
  else if (keys) lines.push('Takes no values\\.');
  return lines.join('\n\n');
}

function runRow(command: string, { at, ms, answer }: CommandRun): OutlineRow {
  const id = outlineId(command, 'run');
  const when = `${timeOfDay(at)} · ${ms} ms`;
  if (answer.kind === 'failure') {
    return {
      id,
      label: answer.message,
      description: answer.code ?? '',
      icon: 'error',
      color: 'list.errorForeground',
      tooltip: escapeMarkdown(answer.message),
      accessibilityLabel: `failed: ${answer.message}`,
      contextValue: 'ockle.message',
      children: [],
    };
  }
  const children = replyRows(id, answer.reply);
  const label = children.length === 0 ? 'done, the reply is empty' : 'last reply';
  return {
    id,
    label,
    description: when,
    icon: 'reply',
    tooltip: escapeMarkdown(when),
    accessibilityLabel: `${label}, ${when}`,
    contextValue: 'ockle.reply',
    children,
    isExpanded: true,
  };
}

function countText(count: number): string {
  return count === 1 ? '1 command' : `${count} commands`;
}
