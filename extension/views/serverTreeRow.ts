import type { ProjectProblem } from '../../runtime/project/index.ts';
import { serverMenus, severityAppearances } from './opStateAppearance.ts';
import type { Appearance } from './opStateAppearance.ts';
import {
  objectAppearance,
  objectPlace,
  objectStateText,
  serverAppearance,
  usefulNumber,
} from './serverText.ts';
import { escapeMarkdown, serverTooltip } from './serverTooltip.ts';
import type { TreeObject, TreeServer } from './treeServer.ts';

/** What a click opens; the line is 1-based. */
export interface Opening {
  readonly file: string;
  readonly line: number;
}

/** A row ready to be drawn. */
export interface ServerTreeRow {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** Name of a codicon. */
  readonly icon: string;
  /** Id of a theme colour. */
  readonly color?: string;
  /** Markdown. */
  readonly tooltip: string;
  readonly accessibilityLabel: string;
  readonly contextValue: string;
  readonly opens?: Opening;
  readonly expansion: Expansion;
}

/** Whether a row has rows below it, and how they are at first. */
export type Expansion = 'none' | 'expanded' | 'collapsed';

/** What a server's row tells beyond the server itself. */
export interface ServerRowContext {
  readonly maxAttempts: number;
  readonly seconds: number | undefined;
  /** Parts of the description after state and number. */
  readonly remarks: readonly string[];
  readonly neededBy: readonly string[];
  readonly problems: readonly ProjectProblem[];
  readonly opens: Opening;
  readonly expansion: Expansion;
}

/** The row of a server. */
export function serverRow(
  id: string,
  server: TreeServer,
  context: ServerRowContext,
): ServerTreeRow {
  const appearance = serverAppearance(server.status);
  const number = usefulNumber(server, context);
  const parts = [appearance.text, ...(number === undefined ? [] : [number]), ...context.remarks];
  return {
    ...plainRow(id, server.name, parts, appearance),
    tooltip: serverTooltip(server, context),
    contextValue: serverMenus[appearance.menu],
    opens: context.opens,
    expansion: context.expansion,
  };
}

/** The row of an outlet, control or test. */
export function objectRow(id: string, object: TreeObject, opens: Opening): ServerTreeRow {
  const { kind, name } = object;
  const state = objectStateText(object);
  const place = objectPlace(object);
  const parts = state === undefined ? [place] : [state, place];
  return {
    ...plainRow(id, name, parts, objectAppearance(object)),
    accessibilityLabel: [name, kind, state ?? 'not running', place].join(', '),
    contextValue: `ockle.${kind}`,
    opens,
  };
}

/** The row under `server` that leads to another server it needs. */
export function linkRow(
  id: string,
  server: TreeServer,
  needed: TreeServer,
  opens: Opening,
): ServerTreeRow {
  const { text, color } = serverAppearance(needed.status);
  return {
    ...plainRow(id, needed.name, [text, 'also needed'], { icon: 'references', color }),
    accessibilityLabel: `${server.name} also needs ${needed.name}, ${text}`,
    contextValue: 'ockle.link',
    opens,
  };
}

/** The row of something wrong in a server's file. */
export function problemRow(
  id: string,
  { message, severity, source }: ProjectProblem,
): ServerTreeRow {
  const appearance = severityAppearances[severity];
  return {
    ...plainRow(id, message, [], appearance),
    tooltip: escapeMarkdown(message),
    accessibilityLabel: `${appearance.text}: ${message}`,
    contextValue: 'ockle.problem',
    opens: { file: source.file, line: source.line },
  };
}

/** The row above one project's servers, drawn only beside other projects. */
export function projectRow(id: string, project: string, isRunning: boolean): ServerTreeRow {
  const name = project.split(/[\\/]/).findLast((part) => part !== '') ?? project;
  return {
    ...plainRow(id, name, [isRunning ? 'running' : 'not running'], { icon: 'folder' }),
    tooltip: escapeMarkdown(project),
    contextValue: 'ockle.project',
    expansion: 'expanded',
  };
}

function plainRow(
  id: string,
  label: string,
  parts: readonly string[],
  { icon, color }: Partial<Appearance> & Pick<Appearance, 'icon'>,
): ServerTreeRow {
  const description = parts.join(' · ');
  return {
    id,
    label,
    description,
    icon,
    ...(color !== undefined && { color }),
    tooltip: `**${escapeMarkdown(label)}** ${escapeMarkdown(description)}`,
    accessibilityLabel: [label, ...parts].join(', '),
    contextValue: '',
    expansion: 'none',
  };
}
