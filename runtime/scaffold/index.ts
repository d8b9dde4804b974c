export {
  areTypesOld,
  generatedFolder,
  loadEditorTypes,
  typesFolder,
  typesStamp,
} from './editorTypes.ts';
export type { EditorTypes } from './editorTypes.ts';
export { loadProjectFiles, loadTemplates, placeholder } from './loadTemplates.ts';
export type { PluginTemplate, PluginTemplates, ReadTemplate } from './loadTemplates.ts';
export type { FileEdits, NewFile, Plan, PlanResult, ScaffoldProblem } from './plan.ts';
export { checkPluginName, planPlugin } from './planPlugin.ts';
export type { PluginRequest, ProjectSnapshot } from './planPlugin.ts';
export { planProject } from './planProject.ts';
export { pluginKinds } from './pluginKinds.ts';
export type { PluginKind } from './pluginKinds.ts';
