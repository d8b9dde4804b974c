import { configPath, languageOf } from '../project/index.ts';

/** What a file is to its project; files without a role say nothing that anybody checks. */
export type FileRole =
  /** etc/config.ini */
  | 'config'
  /** A server or one of its objects, below etc. */
  | 'object'
  /** A template below src/config. */
  | 'template'
  /** A file among the plugins' templates that is none. */
  | 'stray'
  /** Python or TypeScript below src. */
  | 'code';

const templateFolder = 'src/config/';
const pluginTemplateFolder = 'src/config/plugins/';

/** The role of a file by its path relative to the project, with `/` between the parts. */
export function fileRole(path: string): FileRole | undefined {
  if (path === configPath) return 'config';
  const name = path.slice(path.lastIndexOf('/') + 1);
  const isIni = name.toLowerCase().endsWith('.ini') && !name.startsWith('.');
  if (path.startsWith('etc/')) return isIni ? 'object' : undefined;
  if (path.startsWith(templateFolder) && isIni) return 'template';
  if (path === pluginTemplateFolder + name) return 'stray';
  return path.startsWith('src/') && languageOf(path) ? 'code' : undefined;
}
