import type { IniPosition } from '../ini/index.ts';
import { languageOf, readPluginSource } from '../project/index.ts';
import type {
  ActionRange,
  ConfigKnowledge,
  PluginFacts,
  SeverityOptions,
  TemplateAction,
  TemplateCode,
  TemplateDiagnostic,
  TemplateLens,
  TemplateModel,
  TemplateRule,
} from '../template/index.ts';
import { classLenses, readTemplate, templateKind, templateRules } from '../template/index.ts';
import { projectActions } from './actions/projectActions.ts';
import type { CodeFile } from './codeIndex.ts';
import { ConfigFile } from './configFile.ts';
import { configKnowledgeOf } from './configKnowledgeOf.ts';
import { configDependents, dependents } from './dependents.ts';
import { diagnose } from './diagnose.ts';
import type { FileRole } from './fileRole.ts';
import { fileRole } from './fileRole.ts';
import { pluginFactsOf } from './pluginFactsOf.ts';
import { ProjectIndex } from './projectIndex.ts';
import { TemplateFile } from './templateFile.ts';

/** What a view knows beside the project's own files. */
export interface ProjectViewOptions {
  /** The text of the template of each plugin that ships with Ockle, by class name. */
  readonly shipped?: ReadonlyMap<string, string>;
}

/**
 * The files of a project and what they say of each other. Files are told one at a time, each costs
 * what reading it once costs; answers are worked out when they are asked for.
 */
export class ProjectView {
  readonly #roles = new Map<string, FileRole>();
  readonly #project: ProjectIndex;

  constructor({ shipped = new Map() }: ProjectViewOptions = {}) {
    const templates = [...shipped].map(([name, text]): [string, TemplateFile] => {
      const path = `src/config/plugins/${name}.ini`;
      return [name, new TemplateFile(path, readTemplate(text, path))];
    });
    this.#project = new ProjectIndex(new Map(templates));
  }

  /**
   * Takes a file as it is now; without content it is gone. A template may be given as a model, so that
   * an edit costs only what it touches. Paths are relative to the project, with `/`. Answers the other
   * files of which something else may be said now.
   */
  change(path: string, content: string | TemplateModel | undefined): readonly string[] {
    const role = fileRole(path);
    if (!role) return [];
    const project = this.#project;
    const { config, isProject } = project;
    const before = role === 'config' ? new Set<string>() : dependents(path, role, project);
    if (content === undefined) this.#roles.delete(path);
    else this.#roles.set(path, role);
    const isSame = this.#take(path, role, content);
    if (isSame) return [];
    const after =
      role === 'config'
        ? configDependents(config, project.config, project)
        : dependents(path, role, project);
    // Before the first plugin is known, nobody can say that one is missing.
    const all = isProject === project.isProject ? [] : project.paths();
    return [...new Set([...before, ...after, ...all])].filter(
      (other) => other !== path && this.#roles.has(other),
    );
  }

  /** The files that have a say, in no order. */
  paths(): Iterable<string> {
    return this.#roles.keys();
  }

  /** What other files say of a plugin's template, whether it exists or not. */
  factsOf(templatePath: string): PluginFacts | undefined {
    const kind = templateKind(templatePath);
    if (kind.kind !== 'plugin') return undefined;
    return pluginFactsOf(kind.plugin, this.#project.code, this.#project.config);
  }

  /** What templates and classes say of etc/config.ini, for completion there. */
  get configKnowledge(): ConfigKnowledge {
    return configKnowledgeOf(this.#project);
  }

  /** All there is to say of a file, by itself and together with the others, in order of place. */
  diagnosticsOf(path: string, options: SeverityOptions = {}): readonly TemplateDiagnostic[] {
    const role = this.#roles.get(path);
    return role ? diagnose(path, role, this.#project, options) : [];
  }

  /** The lenses above the plugins of a file of code. */
  classLensesOf(path: string): readonly TemplateLens[] {
    const { code, config } = this.#project;
    return code.classesIn(path).flatMap(({ declared }) => {
      const { name } = declared;
      if (!code.isPlugin(name)) return [];
      const found = this.#project.pluginTemplate(name);
      const variables = found?.section(`plugins.${name}`)?.section.variables.length ?? 0;
      const template = found && { path: found.path, variables };
      return classLenses(declared, { template, isEnabled: config?.plugins.includes(name) });
    });
  }

  /** What can be done about what other files say of this one, at a place in it. */
  actionsOf(path: string, { start, end }: ActionRange): readonly TemplateAction[] {
    const found = this.diagnosticsOf(path).filter(
      ({ code, range }) =>
        isAcross(code) && !isBefore(range.end, start) && !isBefore(end, range.start),
    );
    return projectActions(path, found, this.#project);
  }

  /** The other files whose diagnostics or facts may change when this one does. */
  dependentsOf(path: string): readonly string[] {
    const role = this.#roles.get(path);
    if (!role) return [];
    return [...dependents(path, role, this.#project)].filter((other) => other !== path);
  }

  /** Answers whether the file says the same to the others as before. */
  #take(path: string, role: FileRole, content: string | TemplateModel | undefined): boolean {
    const project = this.#project;
    const text = typeof content === 'object' ? content.text : content;
    if (role === 'template') project.setTemplate(path, toTemplate(path, content));
    else if (role === 'config')
      project.config = text === undefined ? text : new ConfigFile(path, text);
    else if (role === 'code') return project.code.set(path, toCode(path, text));
    else if (role === 'object') project.objects.set(path, text);
    else if (text === undefined) project.strays.delete(path);
    else project.strays.set(path, text);
    return false;
  }
}

function isAcross(code: TemplateCode): boolean {
  const { scope }: TemplateRule = templateRules[code];
  return scope === 'project';
}

function isBefore(one: IniPosition, other: IniPosition): boolean {
  return one.line < other.line || (one.line === other.line && one.character < other.character);
}

function toCode(path: string, text: string | undefined): CodeFile | undefined {
  const language = languageOf(path);
  if (text === undefined || !language) return undefined;
  return { ...readPluginSource(text, language), path, language };
}

function toTemplate(
  path: string,
  content: string | TemplateModel | undefined,
): TemplateFile | undefined {
  if (content === undefined) return undefined;
  return new TemplateFile(
    path,
    typeof content === 'string' ? readTemplate(content, path) : content,
  );
}
