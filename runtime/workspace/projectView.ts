import { languageOf, readPluginSource } from '../project/index.ts';
import type { PluginFacts, TemplateDiagnostic, TemplateModel } from '../template/index.ts';
import { readTemplate, validateModel } from '../template/index.ts';
import { CodeIndex } from './codeIndex.ts';
import { ConfigFile } from './configFile.ts';
import type { FileRole } from './fileRole.ts';
import { fileRole } from './fileRole.ts';
import { pluginFactsOf } from './pluginFactsOf.ts';
import { TemplateFile } from './templateFile.ts';

/**
 * The files of a project and what they say of each other. Files are told one at a time, each costs
 * what reading it once costs; answers are worked out when they are asked for.
 */
export class ProjectView {
  readonly #roles = new Map<string, FileRole>();
  readonly #templates = new Map<string, TemplateFile>();
  readonly #code = new CodeIndex();
  #config: ConfigFile | undefined;

  /**
   * Takes a file as it is now; without content it is gone. A template may be given as a model, so that
   * an edit costs only what it touches. Paths are relative to the project, with `/`.
   */
  change(path: string, content: string | TemplateModel | undefined): void {
    const role = fileRole(path);
    if (!role) return;
    if (content === undefined) this.#roles.delete(path);
    else this.#roles.set(path, role);
    if (role === 'template') this.#changeTemplate(path, content);
    else this.#changeText(path, role, typeof content === 'object' ? content.text : content);
  }

  /** The files that have a say, in no order. */
  paths(): Iterable<string> {
    return this.#roles.keys();
  }

  /** What other files say of a plugin's template, whether it exists or not. */
  factsOf(templatePath: string): PluginFacts | undefined {
    const template = this.#templates.get(templatePath);
    const { plugin } = template ?? new TemplateFile(templatePath, readTemplate('', templatePath));
    return plugin === undefined ? undefined : pluginFactsOf(plugin, this.#code, this.#config);
  }

  /** All there is to say of a file: by itself, and together with the others. */
  diagnosticsOf(path: string): readonly TemplateDiagnostic[] {
    const template = this.#templates.get(path);
    return template ? validateModel(template.model) : [];
  }

  /** The other files whose diagnostics or facts may change when this one does. */
  dependentsOf(path: string): readonly string[] {
    return [...this.#roles.keys()].filter((other) => other !== path);
  }

  #changeTemplate(path: string, content: string | TemplateModel | undefined): void {
    if (content === undefined) {
      this.#templates.delete(path);
      return;
    }
    const model = typeof content === 'string' ? readTemplate(content, path) : content;
    this.#templates.set(path, new TemplateFile(path, model));
  }

  #changeText(path: string, role: FileRole, text: string | undefined): void {
    const language = languageOf(path);
    if (role === 'config') this.#config = text === undefined ? text : new ConfigFile(path, text);
    else if (role === 'code' && language) {
      const source = text === undefined ? text : readPluginSource(text, language);
      this.#code.set(path, source && { ...source, path, language });
    }
  }
}
