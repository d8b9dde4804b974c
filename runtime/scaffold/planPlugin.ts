import { addToJsonList, applyEdits, parseIni, removeFromJsonList } from '../ini/index.ts';
import type { PluginLanguage, ProjectPaths } from '../project/index.ts';
import { configPath, projectPaths, readConfigFile, scanPluginSource } from '../project/index.ts';
import type { PluginTemplates } from './loadTemplates.ts';
import { placeholder } from './loadTemplates.ts';
import type { NewFile, PlanResult, ScaffoldProblem } from './plan.ts';
import type { PluginKind } from './pluginKinds.ts';
import { pluginNameProblem } from './pluginName.ts';

/** The plugin that is wanted. */
export interface PluginRequest {
  readonly language: PluginLanguage;
  readonly name: string;
  readonly kind: PluginKind;
}

/** What the scaffolder has to know of a project. */
export interface ProjectSnapshot {
  /** Every file below `src` and `etc`, relative to the project, parts joined by `/`. */
  readonly files: readonly string[];
  /** Classes that the plugin files declare. */
  readonly classNames: readonly string[];
  /** Text of etc/config.ini; absent when there is none. */
  readonly config?: string;
}

/** The files a plugin of this name consists of, or why it cannot have the name. */
export function checkPluginName(
  { name, language }: Pick<PluginRequest, 'name' | 'language'>,
  project: ProjectSnapshot,
):
  | { readonly ok: true; readonly files: readonly [code: string, template: string] }
  | { readonly ok: false; readonly problem: ScaffoldProblem } {
  const paths = pathsOf(project);
  const { files, classNames } = project;
  const problem = pluginNameProblem(name, language, { files, classNames, paths });
  if (problem) return { ok: false, problem };
  return { ok: true, files: [paths.pluginFile(name, language), paths.pluginTemplate(name)] };
}

/** What to write so that the project has the plugin, enabled; refuses to touch a file that is there. */
export function planPlugin(
  request: PluginRequest,
  project: ProjectSnapshot,
  templates: PluginTemplates,
): PlanResult {
  const { name, language, kind } = request;
  const checked = checkPluginName(request, project);
  if (!checked.ok) return checked;
  const template = templates.get(kind)?.get(language);
  if (!template) throw new Error(`There is no ${language} template of kind ${kind}.`);
  const enabled = planEnabling(name, project);
  if (!enabled.ok) return enabled;
  const [openFile, openBeside] = checked.files;
  const code = fillIn(template.code, name);
  const newFiles: readonly NewFile[] = [
    { path: openFile, text: code },
    { path: openBeside, text: fillIn(template.template, name) },
    ...enabled.plan.newFiles,
  ];
  const { textEdits } = enabled.plan;
  const cursor = scanPluginSource(code, language)[0]?.run?.body;
  return {
    ok: true,
    plan: { newFiles, textEdits, openFile, openBeside, ...(cursor && { cursor }) },
  };
}

function pathsOf(project: ProjectSnapshot): ProjectPaths {
  return projectPaths(readConfigFile(project.config ?? '').settings);
}

/** A function as replacement, so that no character of the name is special. */
function fillIn(text: string, name: string): string {
  return text.replaceAll(placeholder, () => name);
}

/** What to write so that `pluginList` names a plugin; comments, order and spacing of the file stay. */
export function planEnabling(name: string, project: Pick<ProjectSnapshot, 'config'>): PlanResult {
  const { config } = project;
  const path = configPath;
  const result = addToJsonList(parseIni(config ?? ''), 'plugins', 'pluginList', name);
  if (!result.ok) {
    const message = `${path}: ${result.problem.message}`;
    return { ok: false, problem: { code: 'plugin-list-not-editable', message } };
  }
  if (config === undefined) {
    const newFiles = [{ path, text: applyEdits('', result.value) }];
    return { ok: true, plan: { newFiles, textEdits: [] } };
  }
  const textEdits = result.value.length > 0 ? [{ path, edits: result.value }] : [];
  return { ok: true, plan: { newFiles: [], textEdits } };
}

/** What to write so that `pluginList` no longer names a plugin; all else of the file stays. */
export function planDisabling(name: string, project: Pick<ProjectSnapshot, 'config'>): PlanResult {
  const path = configPath;
  const document = parseIni(project.config ?? '');
  const result = removeFromJsonList(document, 'plugins', 'pluginList', name);
  if (!result.ok) {
    const message = `${path}: ${result.problem.message}`;
    return { ok: false, problem: { code: 'plugin-list-not-editable', message } };
  }
  const textEdits = result.value.length > 0 ? [{ path, edits: result.value }] : [];
  return { ok: true, plan: { newFiles: [], textEdits } };
}
