import type {
  ConfigKnowledge,
  PluginFacts,
  TemplateDiagnostic,
  TemplateModel,
  TemplateService,
} from '../../../runtime/template/index.ts';
import type { ProjectView } from '../../../runtime/workspace/index.ts';
import type { EditorSession } from './editorSession.ts';
import type { DiagnosticLinks } from './protocol/diagnostics.ts';
import type { ProjectFile } from './projects.ts';
import type { TemplateSettings } from './settings.ts';

/** A template and what its project says of it. */
export interface KnownTemplate {
  readonly uri: string;
  readonly model: TemplateModel;
  readonly facts: PluginFacts | undefined;
  /** URI of the project's folder. */
  readonly project: string | undefined;
  readonly view: ProjectView | undefined;
  /** The address of a path of the project. */
  readonly uriOfFile: ((path: string) => string) | undefined;
}

/** An etc/config.ini that is open. */
export interface OpenConfig {
  readonly text: string;
  readonly knowledge: ConfigKnowledge;
}

/** What a feature may ask of the server. */
export interface TemplateAccess {
  readonly service: TemplateService;
  /** What the editor is and can do. */
  editor(): EditorSession;
  /** Where any file stands in its project. */
  fileOf(uri: string): ProjectFile | undefined;
  /** What its bytes and other files say of a template, beside its own text. */
  furtherOf(uri: string): readonly TemplateDiagnostic[];
  /** An open etc/config.ini and what its project says of it; undefined for any other document. */
  configOf(uri: string): OpenConfig | undefined;
  /** Every template that is open. */
  templates(): readonly KnownTemplate[];
  settingsOf(uri: string): Promise<TemplateSettings>;
  /** Where the diagnostics of a template lead to. */
  linksOf(template: Pick<KnownTemplate, 'uri' | 'uriOfFile'>): DiagnosticLinks;
  /**
   * Handles requests about an open template: with the fallback where there is none, and where the run
   * fails, which the log tells as `Ockle could not <what> <uri>`.
   */
  answer<Params extends { readonly textDocument: { readonly uri: string } }, Answer>(
    what: string,
    fallback: Answer,
    run: (template: KnownTemplate, params: Params) => Answer | Promise<Answer>,
  ): (params: Params) => Promise<Answer>;
}
