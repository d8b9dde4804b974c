import * as vscode from 'vscode';
import type { ProjectPaths } from '../../runtime/project/index.ts';
import {
  configPath,
  languageOf,
  projectPaths,
  readConfigFile,
  scanPluginSource,
} from '../../runtime/project/index.ts';
import type { ProjectSnapshot } from '../../runtime/scaffold/index.ts';
import { exists, workspaceReader } from '../views/workspaceReader.ts';

/** Files read at a time: each open one costs a handle. */
const readsAtOnce = 32;

/** What the scaffolder has to know of a project; texts that are not saved yet count. */
export async function readSnapshot(project: vscode.Uri): Promise<ProjectSnapshot> {
  const config = await openText(vscode.Uri.joinPath(project, configPath));
  const paths = projectPaths(readConfigFile(config ?? '').settings);
  const files = await listFiles(project, paths);
  const classNames = await readClassNames(project, files);
  return { files, classNames, ...(config !== undefined && { config }) };
}

async function openText(file: vscode.Uri): Promise<string | undefined> {
  if (!(await exists(file))) return undefined;
  return (await vscode.workspace.openTextDocument(file)).getText();
}

/** Folders end in `/.`, so that they count as taken like the files. */
async function listFiles(project: vscode.Uri, paths: ProjectPaths): Promise<readonly string[]> {
  const folders = [paths.plugins, paths.pluginTemplates].map(async (folder) => {
    const uri = vscode.Uri.joinPath(project, folder);
    const entries = (await exists(uri)) ? await vscode.workspace.fs.readDirectory(uri) : [];
    return entries.map(([name, type]) => {
      const isFolder = (type & vscode.FileType.Directory) !== 0;
      return `${folder}/${name}${isFolder ? '/.' : ''}`;
    });
  });
  return (await Promise.all(folders)).flat();
}

async function readClassNames(
  project: vscode.Uri,
  files: readonly string[],
): Promise<readonly string[]> {
  const reader = workspaceReader(project);
  const names: string[] = [];
  const plugins = files.filter((file) => languageOf(file) !== undefined);
  for (let start = 0; start < plugins.length; start += readsAtOnce) {
    const batch = plugins.slice(start, start + readsAtOnce).map(async (file) => {
      const language = languageOf(file);
      const text = await reader.readText(file);
      return language && text !== undefined ? scanPluginSource(text, language) : [];
    });
    for (const classes of await Promise.all(batch)) names.push(...classes.map(({ name }) => name));
  }
  return names;
}
