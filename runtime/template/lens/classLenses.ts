import type { TemplateLens } from './codeLenses.ts';

/** A plugin's class in its source; line and column of its name are 1-based. */
export interface NamedClass {
  readonly name: string;
  readonly line: number;
  readonly column: number;
}

/** What the project's other files say of a plugin's class. */
export interface ClassSurroundings {
  /** Its template, where there is one. */
  readonly template: { readonly path: string; readonly variables: number } | undefined;
  /** Whether `pluginList` names it; undefined without etc/config.ini. */
  readonly isEnabled: boolean | undefined;
}

/** The lenses above a plugin's class. */
export function classLenses(
  { name, line, column }: NamedClass,
  { template, isEnabled }: ClassSurroundings,
): readonly TemplateLens[] {
  const start = { line: line - 1, character: column - 1 };
  const end = { line: line - 1, character: column - 1 + name.length };
  const shared = { range: { start, end }, plugin: name };
  return [
    { ...shared, title: 'Run', action: { kind: 'run' }, needsTrust: true },
    { ...shared, title: 'Debug', action: { kind: 'debug' }, needsTrust: true },
    { ...shared, ...toTemplate(template, isEnabled), needsTrust: false },
    ...(isEnabled === false ? [{ ...shared, ...enabling, needsTrust: false }] : []),
  ];
}

type LensText = Pick<TemplateLens, 'title' | 'action'>;

const enabling: LensText = { title: 'Enable in config.ini', action: { kind: 'enable' } };

function toTemplate(
  template: ClassSurroundings['template'],
  isEnabled: boolean | undefined,
): LensText {
  const state = isEnabled === undefined ? [] : [isEnabled ? 'enabled' : 'not enabled'];
  if (!template) {
    return { title: ['Create template', ...state].join(' · '), action: { kind: 'createTemplate' } };
  }
  const { path, variables } = template;
  const declared = variables === 1 ? '1 variable' : `${variables} variables`;
  const title = ['Open template', ...state, declared].join(' · ');
  return { title, action: { kind: 'openTemplate', file: path } };
}
