/** What a template file describes, which decides the sections it may have. */
export type TemplateKind =
  | { readonly kind: 'plugin'; readonly plugin: string; readonly sections: readonly string[] }
  | { readonly kind: 'device'; readonly sections: readonly [string, string] }
  | { readonly kind: 'global'; readonly sections: readonly string[] }
  /** The main template, and files that are none of Ockle's: any section may stand there. */
  | { readonly kind: 'any'; readonly sections: readonly [] };

const anyKind: TemplateKind = { kind: 'any', sections: [] };

/** The device's own section, then the section of each use of it. */
const deviceSections: ReadonlyMap<string, readonly [string, string]> = new Map([
  ['conf_outlets', ['pdu', 'outletParams']],
  ['conf_testers', ['tester', 'testParams']],
  ['conf_controllers', ['controller', 'controlParams']],
]);

const globalSections: ReadonlyMap<string, string> = new Map([
  ['outlets.ini', 'pdu'],
  ['testers.ini', 'tester'],
  ['controllers.ini', 'controller'],
  ['servernodes.ini', 'server'],
]);

/** The kind of a template by its path, with `/` or `\` between the folders. */
export function templateKind(file: string): TemplateKind {
  const [name = '', folder = '', parent = ''] = file.split(/[/\\]/).reverse();
  if (!name.toLowerCase().endsWith('.ini')) return anyKind;
  if (parent === 'config' && folder === 'plugins') {
    const plugin = name.slice(0, -'.ini'.length);
    return { kind: 'plugin', plugin, sections: [`plugins.${plugin}`] };
  }
  const device = parent === 'config' ? deviceSections.get(folder) : undefined;
  if (device) return { kind: 'device', sections: device };
  const section = folder === 'config' ? globalSections.get(name.toLowerCase()) : undefined;
  return section === undefined ? anyKind : { kind: 'global', sections: [section] };
}
