import type { PluginLanguage } from '../project/index.ts';
import type { NewFile } from './plan.ts';
import type { PluginKind } from './pluginKinds.ts';
import { pluginKinds } from './pluginKinds.ts';

/** Reads a file by its path relative to the folder of the shipped templates. */
export type ReadTemplate = (path: string) => Promise<string>;

/** Code and ini template of one kind of plugin in one language. */
interface PluginTemplate {
  readonly code: string;
  readonly template: string;
}

/** The texts of `plugin-templates` that plugins are made of. */
export type PluginTemplates = ReadonlyMap<PluginKind, ReadonlyMap<PluginLanguage, PluginTemplate>>;

/** What stands for the plugin's name in every template. */
export const placeholder = 'PluginName';

const codeFiles: readonly (readonly [PluginLanguage, string])[] = [
  ['typescript', `typescript/${placeholder}.ts`],
  ['python', `python/${placeholder}.py`],
];

/** Reads every plugin template. */
export async function loadTemplates(read: ReadTemplate): Promise<PluginTemplates> {
  const kinds = pluginKinds.map(async ({ id }) => {
    const template = await read(`${id}/${placeholder}.ini`);
    const codes = codeFiles.map(
      async ([language, file]) =>
        [language, { code: await read(`${id}/${file}`), template }] as const,
    );
    return [id, new Map(await Promise.all(codes))] as const;
  });
  return new Map(await Promise.all(kinds));
}

/** Files of `plugin-templates/project` where they have the path they get in a project. */
const projectFiles = [
  'etc/config.ini',
  'etc/servers/router.ini',
  'etc/servers/switch.ini',
  'etc/servers/nas.ini',
  'etc/servers/db1.ini',
  'etc/servers/web1.ini',
  'etc/servers/web2.ini',
  'etc/servers/mail.ini',
  'etc/servers/monitor.ini',
  'etc/outlets/rackA.ini',
  'etc/outlets/rackB.ini',
  'etc/testers/pinger.ini',
  'etc/controllers/console.ini',
  'src/config/config.ini',
  'tsconfig.json',
] as const;

/** What a new project is made of, except for the editor's types. */
export async function loadProjectFiles(read: ReadTemplate): Promise<readonly NewFile[]> {
  const files = projectFiles.map(async (path) => ({ path, text: await read(`project/${path}`) }));
  const ignore = read('project/gitignore');
  return [
    ...(await Promise.all(files)),
    { path: 'src/plugins/.gitkeep', text: '' },
    { path: '.gitignore', text: await ignore },
  ];
}
