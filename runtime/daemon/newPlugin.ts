import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { applyEdits } from '../ini/index.ts';
import { replaceFile } from '../platform/replaceFile.ts';
import {
  configPath,
  languageOf,
  projectPaths,
  readConfigFile,
  scanPluginSource,
} from '../project/index.ts';
import type { PluginRequest, ProjectSnapshot } from '../scaffold/index.ts';
import { loadTemplates, planPlugin } from '../scaffold/index.ts';
import { listFiles, unlessMissing, writeNew } from './projectFiles.ts';

/**
 * Writes a plugin with its template and enables it; answers the files written. `templates` is the
 * folder `plugin-templates`.
 * @throws Error that says why the name cannot be, or why pluginList cannot be edited
 */
export async function newPlugin(
  project: string,
  request: PluginRequest,
  templates: string,
): Promise<readonly string[]> {
  const catalogue = await loadTemplates((path) => readFile(join(templates, path), 'utf8'));
  const snapshot = await readSnapshot(project);
  const result = planPlugin(request, snapshot, catalogue);
  if (!result.ok) throw new Error(result.problem.message);
  const { newFiles, textEdits } = result.plan;
  for (const file of newFiles) await writeNew(project, file);
  for (const { path, edits } of textEdits) {
    const file = join(project, path);
    await replaceFile(file, applyEdits(await readFile(file, 'utf8'), edits));
  }
  return newFiles.map(({ path }) => path);
}

async function readSnapshot(project: string): Promise<ProjectSnapshot> {
  const config = await unlessMissing(readFile(join(project, configPath), 'utf8'));
  const { plugins, pluginTemplates } = projectPaths(readConfigFile(config ?? '').settings);
  const files = (await listFiles(project)).filter(
    (path) => path.startsWith(`${plugins}/`) || path.startsWith(`${pluginTemplates}/`),
  );
  const classNames: string[] = [];
  for (const file of files) {
    const language = languageOf(file);
    if (!language) continue;
    const text = await readFile(join(project, file), 'utf8');
    classNames.push(...scanPluginSource(text, language).map(({ name }) => name));
  }
  return { files, classNames, ...(config !== undefined && { config }) };
}
