import type { ProjectProblem } from '../../../runtime/project/index.ts';
import { faultFacts, isSimulatedType, type FaultInfo } from '../../../runtime/protocol/index.ts';
import { faultText, faultTitle, faultWords } from '../faults/faultWords.ts';
import { serverMenus, severityAppearances } from '../opStateAppearance.ts';
import type { Appearance, Picture } from '../opStateAppearance.ts';
import {
  count,
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
  /** Stands in for the icon. */
  readonly picture?: Picture;
  /** Markdown; made only when somebody looks at it. */
  readonly tooltip: () => string;
  readonly accessibilityLabel: string;
  readonly contextValue: string;
  readonly opens?: Opening;
  readonly expansion: Expansion;
}

const drawnParts = [
  'description',
  'label',
  'icon',
  'color',
  'picture',
  'contextValue',
  'accessibilityLabel',
  'expansion',
] as const satisfies readonly (keyof ServerTreeRow)[];

/** Whether two rows of one id are drawn alike and lead to the same place. */
export function isSameRow(a: ServerTreeRow, b: ServerTreeRow): boolean {
  const isDrawnAlike = drawnParts.every((part) => a[part] === b[part]);
  return isDrawnAlike && a.opens?.file === b.opens?.file && a.opens?.line === b.opens?.line;
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
  readonly isPinned: boolean;
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
    tooltip: () => serverTooltip(server, context),
    contextValue: serverMenu(server, appearance.menu, context.isPinned),
    opens: context.opens,
    expansion: context.expansion,
  };
}

function serverMenu(
  { objects }: TreeServer,
  menu: keyof typeof serverMenus,
  isPinned: boolean,
): string {
  const more = [
    ...(objects.some(isSimulated) ? ['canInject'] : []),
    ...(isPinned ? ['pinned'] : []),
  ];
  return [serverMenus[menu], ...more].join(' ');
}

/** The row of an outlet, control or test, with the faults that strike it. */
export function objectRow(
  id: string,
  object: TreeObject,
  opens: Opening,
  faults: readonly FaultInfo[],
): ServerTreeRow {
  const { kind, name } = object;
  const state = objectStateText(object);
  const place = objectPlace(object);
  const told = faultsText(faults);
  const parts = [...(state === undefined ? [] : [state]), ...told, place];
  const appearance = objectAppearance(object);
  const row = plainRow(id, name, parts, faults.length > 0 ? faulty : appearance);
  return {
    ...row,
    tooltip: () => [row.tooltip(), ...faults.map(faultLine)].join('\n\n'),
    accessibilityLabel: [name, kind, state ?? 'not running', ...told, place].join(', '),
    contextValue: objectMenu(object),
    opens,
  };
}

/** `fault: stuck`, `faults: drops, slow`. */
function faultsText(faults: readonly FaultInfo[]): readonly string[] {
  const words = [...new Set(faults.map(({ kind }) => faultWords[kind][0]))];
  if (words.length === 0) return [];
  return [`${words.length > 1 ? 'faults' : 'fault'}: ${words.join(', ')}`];
}

/** What is struck by a fault looks like nothing else. */
const faulty = { icon: 'zap', color: 'list.warningForeground' } as const;

function objectMenu(object: TreeObject): string {
  const { kind, opState, state } = object;
  if (opState === undefined) return `ockle.${kind}`;
  const words =
    kind === 'test'
      ? ['canRun']
      : [...(state === true ? [] : ['canTurnOn']), ...(state === false ? [] : ['canTurnOff'])];
  const more = isSimulated(object) ? ['canInject'] : [];
  return [`ockle.${kind}`, 'isLive', ...words, ...more].join(' ');
}

/** Only simulated devices ever have faults. */
function isSimulated({ type }: TreeObject): boolean {
  return type !== undefined && isSimulatedType(type);
}

/** The row above the faults of the simulated rack. */
export function faultsRow(id: string, faults: readonly FaultInfo[]): ServerTreeRow {
  const hits = faults.reduce((sum, fault) => sum + fault.hits, 0);
  const parts = [`${faults.length} in the simulated rack`, count(hits, 'hit')];
  return {
    ...plainRow(id, 'Faults', parts, faulty),
    contextValue: 'ockle.faults',
    expansion: 'expanded',
  };
}

/** The row of one fault. */
export function faultRow(id: string, fault: FaultInfo): ServerTreeRow {
  const row = plainRow(id, faultTitle(fault), [fault.target, count(fault.hits, 'hit')], faulty);
  return {
    ...row,
    tooltip: () => `${row.tooltip()}\n\n${faultFacts[fault.kind].doc}`,
    accessibilityLabel: `fault: ${row.accessibilityLabel}`,
    contextValue: 'ockle.fault',
  };
}

function faultLine(fault: FaultInfo): string {
  return escapeMarkdown(`Fault: ${faultText(fault)}. ${faultFacts[fault.kind].doc}`);
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
    tooltip: () => escapeMarkdown(message),
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
    tooltip: () => escapeMarkdown(project),
    contextValue: 'ockle.project',
    expansion: 'expanded',
  };
}

function plainRow(
  id: string,
  label: string,
  parts: readonly string[],
  { icon, color, picture }: Partial<Appearance> & Pick<Appearance, 'icon'>,
): ServerTreeRow {
  const description = parts.join(' · ');
  return {
    id,
    label,
    description,
    icon,
    ...(color !== undefined && { color }),
    ...(picture !== undefined && { picture }),
    tooltip: () => `**${escapeMarkdown(label)}** ${escapeMarkdown(description)}`,
    accessibilityLabel: [label, ...parts].join(', '),
    contextValue: '',
    expansion: 'none',
  };
}
