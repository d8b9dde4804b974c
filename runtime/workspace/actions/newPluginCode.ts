import type { PluginLanguage } from '../../project/index.ts';
import type { DeclaredVariable } from '../declaredSections.ts';

/** The smallest plugin of that name that reads all of these variables. */
export function newPluginCode(
  name: string,
  language: PluginLanguage,
  variables: readonly DeclaredVariable[],
): string {
  const reads = variables.map((each) => `${getterOf(each)}('${each.name}')`);
  return language === 'python' ? python(name, reads) : typescript(name, reads);
}

function python(name: string, reads: readonly string[]): string {
  const lines = reads.map((read) => `self.debug(self.${read})`);
  const body = lines.length === 0 ? ['self.debug("Hello")'] : lines;
  return `from plugins.ModuleTemplate import ModuleTemplate


class ${name}(ModuleTemplate):
    """What this plugin does."""

    def run(self):
${body.map((line) => `        ${line}\n`).join('')}`;
}

function typescript(name: string, reads: readonly string[]): string {
  const lines = reads.map((read) => `this.debug(this.${read});`);
  const body = lines.length === 0 ? ["this.debug('Hello');"] : lines;
  return `import { ModuleTemplate } from 'ockle';

/** What this plugin does. */
export class ${name} extends ModuleTemplate {
  override async run(): Promise<void> {
${body.map((line) => `    ${line}\n`).join('')}  }
}
`;
}

/** What gives the same kind of value wherever it comes from; a boolean has no getter of its own. */
function getterOf({ declaration }: DeclaredVariable): 'getConfigInt' | 'getConfigVar' {
  const isNumber = declaration?.type === 'int' || declaration?.type === 'intrange';
  return isNumber ? 'getConfigInt' : 'getConfigVar';
}
