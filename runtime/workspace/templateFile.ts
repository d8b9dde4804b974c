import type { TemplateModel } from '../template/index.ts';
import type { DeclaredVariable, PlacedSection } from './declaredSections.ts';
import { declaredSections } from './declaredSections.ts';

/** A template as the files around it see it. */
export class TemplateFile {
  readonly path: string;
  readonly model: TemplateModel;
  #sections: readonly PlacedSection[] | undefined;
  #byName: ReadonlyMap<string, PlacedSection> | undefined;

  constructor(path: string, model: TemplateModel) {
    this.path = path;
    this.model = model;
  }

  get sections(): readonly PlacedSection[] {
    this.#sections ??= declaredSections(this.model);
    return this.#sections;
  }

  /** The first section of that name. */
  section(name: string): PlacedSection | undefined {
    this.#byName ??= new Map(this.sections.toReversed().map((each) => [each.section.name, each]));
    return this.#byName.get(name);
  }

  sectionNames(): Iterable<string> {
    this.section('');
    return this.#byName?.keys() ?? [];
  }

  /** The plugin whose template this is, by its name. */
  get plugin(): string | undefined {
    const { kind } = this.model;
    return kind.kind === 'plugin' ? kind.plugin : undefined;
  }
}

/** The variables of sections by lower-case name; the first declaration counts. */
export function variablesByKey(
  sections: readonly (PlacedSection | undefined)[],
): ReadonlyMap<string, DeclaredVariable> {
  const variables = new Map<string, DeclaredVariable>();
  for (const each of sections) {
    for (const variable of each?.section.variables ?? []) {
      if (!variables.has(variable.key)) variables.set(variable.key, variable);
    }
  }
  return variables;
}
