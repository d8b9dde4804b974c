import { languageOf, readPluginSource } from '../project/index.ts';
import type {
  PluginFacts,
  SeverityOptions,
  TemplateDiagnostic,
  TemplateModel,
} from '../template/index.ts';
import { readTemplate, templateKind } from '../template/index.ts';
import { ConfigFile } from './configFile.ts';
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
   * an edit costs only what it touches. Paths are relative to the project, with `/`.
   */
  change(path: string, content: string | TemplateModel | undefined): void {
    const role = fileRole(path);
    if (!role) return;
    if (content === undefined) this.#roles.delete(path);
    else this.#roles.set(path, role);
    if (role === 'template') this.#project.setTemplate(path, toTemplate(path, content));
    else this.#changeText(path, role, typeof content === 'object' ? content.text : content);
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

  /** All there is to say of a file, by itself and together with the others, in order of place. */
  diagnosticsOf(path: string, options: SeverityOptions = {}): readonly TemplateDiagnostic[] {
    const role = this.#roles.get(path);
    return role ? diagnose(path, role, this.#project, options) : [];
  }

  /** The other files whose diagnostics or facts may change when this one does. */
  dependentsOf(path: string): readonly string[] {
    return [...this.#roles.keys()].filter((other) => other !== path);
  }

  #changeText(path: string, role: FileRole, text: string | undefined): void {
    const project = this.#project;
    const language = languageOf(path);
    if (role === 'config') project.config = text === undefined ? text : new ConfigFile(path, text);
    else if (role === 'code' && language) {
      const source = text === undefined ? text : readPluginSource(text, language);
      project.code.set(path, source && { ...source, path, language });
    } else if (text === undefined) project.texts.delete(path);
    else project.texts.set(path, text);
  }
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
