import type { ConfigKnowledge, ConfigVariable } from '../template/index.ts';
import type { ProjectIndex } from './projectIndex.ts';

/** What templates and classes say of etc/config.ini; variables that cannot be read are left out. */
export function configKnowledgeOf(project: ProjectIndex): ConfigKnowledge {
  const names = [...project.declaredSections()];
  return {
    sections: new Map(names.map((name) => [name, variablesOf(project, name)])),
    pluginNames: project.pluginNames(),
  };
}

function variablesOf(project: ProjectIndex, section: string): readonly ConfigVariable[] {
  return [...(project.declared(section)?.values() ?? [])].flatMap(({ name, declaration }) =>
    declaration ? { name, ...declaration } : [],
  );
}
