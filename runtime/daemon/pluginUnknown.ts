import type { Problem } from '../protocol/index.ts';

/** Nobody knows a plugin of that name. */
export function pluginUnknown(name: string, project: string): Problem {
  return {
    code: 'plugin-unknown',
    severity: 'error',
    message: `There is no plugin ${name} in ${project}. Check the name: it is that of a class in src/plugins that extends ModuleTemplate.`,
    plugin: name,
  };
}
