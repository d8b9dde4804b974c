/** The folders that `[main]` of etc/config.ini may rename; names relative to `etc`, `src` or the project. */
export interface ProjectSettings {
  readonly serverDir: string;
  readonly outletDir: string;
  readonly testerDir: string;
  readonly controllerDir: string;
  readonly pluginDir: string;
  readonly logFilePath: string;
}

/** What holds when `[main]` says nothing else. */
export const defaultSettings: ProjectSettings = {
  serverDir: 'servers',
  outletDir: 'outlets',
  testerDir: 'testers',
  controllerDir: 'controllers',
  pluginDir: 'plugins',
  logFilePath: 'log.txt',
};

/** The languages a plugin can be written in. */
export type PluginLanguage = 'typescript' | 'python';

/** Where things are in an Ockle project: paths relative to the project, parts joined by `/`. */
export interface ProjectPaths {
  readonly config: string;
  readonly servers: string;
  readonly outlets: string;
  readonly testers: string;
  readonly controllers: string;
  readonly plugins: string;
  /** Folder of the templates that are no plugin's. */
  readonly templates: string;
  readonly generalTemplate: string;
  readonly pluginTemplates: string;
  readonly log: string;
  readonly types: string;
  pluginFile(className: string, language: PluginLanguage): string;
  pluginTemplate(className: string): string;
}

const extensions: Readonly<Record<PluginLanguage, string>> = { typescript: '.ts', python: '.py' };

/** Where things are, by the project's own settings. */
export function projectPaths(settings: ProjectSettings = defaultSettings): ProjectPaths {
  const plugins = `src/${settings.pluginDir}`;
  const pluginTemplates = 'src/config/plugins';
  return {
    config: configPath,
    servers: `etc/${settings.serverDir}`,
    outlets: `etc/${settings.outletDir}`,
    testers: `etc/${settings.testerDir}`,
    controllers: `etc/${settings.controllerDir}`,
    plugins,
    templates: 'src/config',
    generalTemplate: 'src/config/config.ini',
    pluginTemplates,
    log: settings.logFilePath,
    types: '.ockle/types',
    pluginFile: (className, language) => `${plugins}/${className}${extensions[language]}`,
    pluginTemplate: (className) => `${pluginTemplates}/${className}.ini`,
  };
}

/** The file that makes a folder an Ockle project. */
export const configPath = 'etc/config.ini';

/** Paths of which one must exist in a folder that is an Ockle project. */
export const projectMarks = [configPath, 'src/config/plugins'] as const;

/** Whether a folder with these files (relative, parts joined by `/`) is an Ockle project. */
export function isOckleProject(files: Iterable<string>): boolean {
  for (const file of files) {
    if (projectMarks.some((mark) => file === mark || file.startsWith(`${mark}/`))) return true;
  }
  return false;
}

/** The language of a plugin's file, by its name; nothing for files that hold no plugin. */
export function languageOf(file: string): PluginLanguage | undefined {
  if (file.endsWith('.py')) return file.endsWith('__init__.py') ? undefined : 'python';
  return file.endsWith('.ts') && !file.endsWith('.d.ts') ? 'typescript' : undefined;
}
