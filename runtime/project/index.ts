export { isPython2 } from './isPython2.ts';
export { compareNames, orderServers } from './orderServers.ts';
export type { Dependent, ServerOrder } from './orderServers.ts';
export type { ClassBase, PluginClass, SourcePlace } from './pluginClass.ts';
export { isShippedPlugin, shippedPlugins } from './pluginClass.ts';
export {
  configPath,
  defaultSettings,
  isOckleProject,
  languageOf,
  projectMarks,
  projectPaths,
} from './projectPaths.ts';
export type { PluginLanguage, ProjectPaths, ProjectSettings } from './projectPaths.ts';
export type { ProjectProblem } from './projectProblem.ts';
export { readConfigFile, readPluginList } from './readConfigFile.ts';
export type { ConfigFile } from './readConfigFile.ts';
export { generatorKeys, readServerFile, serverNameOf } from './readServerFile.ts';
export type { ObjectKind, ServerFile } from './readServerFile.ts';
export type { DescribedClass, PluginSource, SourceRead, SourceStretch } from './pluginSource.ts';
export { readPluginSource, scanPluginSource } from './scanPluginSource.ts';
export type { Python2Problem } from './python2Problem.ts';
export { findPython2Problem } from './findPython2Problem.ts';
