import type { TemplateLens } from './codeLenses.ts';

/** A plugin's class in its source; line and column of its name are 1-based. */
export interface NamedClass {
  readonly name: string;
  readonly line: number;
  readonly column: number;
}

/** The lens above a plugin's class; `template` is the path of its template, where there is one. */
export function classLenses(
  { name, line, column }: NamedClass,
  template: string | undefined,
): readonly TemplateLens[] {
  const start = { line: line - 1, character: column - 1 };
  const end = { line: line - 1, character: column - 1 + name.length };
  const shared = { range: { start, end }, plugin: name, needsTrust: false };
  return template === undefined
    ? [{ ...shared, title: 'Create template', action: { kind: 'createTemplate' } }]
    : [{ ...shared, title: 'Open template', action: { kind: 'openTemplate', file: template } }];
}
