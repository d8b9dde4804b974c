import type { ProjectClass } from './codeIndex.ts';
import type { ConfigFile } from './configFile.ts';
import type { FileRole } from './fileRole.ts';
import type { ProjectIndex } from './projectIndex.ts';
import { mainTemplatePath, pluginOf } from './projectIndex.ts';
import type { TemplateFile } from './templateFile.ts';

/** The files about which something else may be said when this one changes; it may be among them. */
export function dependents(path: string, role: FileRole, project: ProjectIndex): Set<string> {
  const found = new Dependents(project);
  const template = project.templates.get(path);
  if (template) found.addTemplate(template);
  else if (role === 'code') found.addCode(path);
  else if (role === 'config') found.addAll();
  else if (role === 'object') found.addObjects();
  return found.paths;
}

/** The files about which something else may be said since etc/config.ini says something else. */
export function configDependents(
  before: ConfigFile | undefined,
  after: ConfigFile | undefined,
  project: ProjectIndex,
): Set<string> {
  const found = new Dependents(project);
  if (!before || !after || before.foldersKey !== after.foldersKey) found.addAll();
  else for (const plugin of changedPlugins(before, after)) found.addPlugin(plugin);
  return found.paths;
}

function changedPlugins(before: ConfigFile, after: ConfigFile): ReadonlySet<string> {
  const [old, now] = [before.pluginTexts(), after.pluginTexts()];
  const names = new Set([...old.keys(), ...now.keys()]);
  return new Set([...names].filter((name) => old.get(name) !== now.get(name)));
}

class Dependents {
  readonly paths = new Set<string>();
  readonly #project: ProjectIndex;

  constructor(project: ProjectIndex) {
    this.#project = project;
  }

  addAll(): void {
    for (const path of this.#project.paths()) this.paths.add(path);
  }

  addObjects(): void {
    for (const path of this.#project.objects.paths()) this.paths.add(path);
  }

  addTemplate(file: TemplateFile): void {
    this.#addConfig();
    if (file.plugin !== undefined) this.#addCodeOf(file.plugin);
    for (const name of file.sectionNames()) {
      for (const path of this.#project.holdersOf(name)) this.paths.add(path);
      const plugin = file.path === mainTemplatePath ? pluginOf(name) : undefined;
      if (plugin !== undefined) this.#addCodeOf(plugin);
    }
  }

  addCode(path: string): void {
    const { code } = this.#project;
    this.#addConfig();
    for (const { declared } of code.classesIn(path)) this.addPlugin(declared.name);
    for (const { plugin } of code.file(path)?.reads ?? []) {
      if (plugin !== undefined) this.#addTemplatesOf(plugin);
    }
    if (code.looseNames(path).length === 0) return;
    for (const template of this.#project.templates.keys()) this.paths.add(template);
  }

  /** All that says or reads something of a plugin, and of those that extend it or that it extends. */
  addPlugin(plugin: string): void {
    const { code } = this.#project;
    this.#addTemplatesOf(plugin);
    for (const each of [...code.lineage(plugin), ...code.descendants(plugin)]) {
      this.#addClass(each);
    }
  }

  #addClass({ file, declared }: ProjectClass): void {
    this.paths.add(file.path);
    this.#addTemplatesOf(declared.name);
  }

  #addTemplatesOf(plugin: string): void {
    for (const path of this.#project.templatesLike(plugin)) this.paths.add(path);
    for (const path of this.#project.holdersOf(`plugins.${plugin}`)) this.paths.add(path);
  }

  #addCodeOf(plugin: string): void {
    const { code } = this.#project;
    for (const name of code.namesLike(plugin)) {
      for (const { file } of [...code.lineage(name), ...code.descendants(name)]) {
        this.paths.add(file.path);
      }
    }
    for (const { file } of code.namedReads(plugin)) this.paths.add(file.path);
  }

  #addConfig(): void {
    if (this.#project.config) this.paths.add(this.#project.config.path);
  }
}
