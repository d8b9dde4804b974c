import type { TextDocuments } from 'vscode-languageserver/node';
import type {
  TemplateDiagnostic,
  TemplateRule,
  TemplateService,
} from '../../../runtime/template/index.ts';
import { templateRules } from '../../../runtime/template/index.ts';
import { configPath } from '../../../runtime/project/index.ts';
import type { EditorSession } from './editorSession.ts';
import type { OpenDocument } from './openDocument.ts';
import { isTemplateDocument } from './openDocument.ts';
import type { ProjectFile, Projects } from './projects.ts';
import type { DiagnosticLinks } from './protocol/diagnostics.ts';
import { runSafe } from './runSafe.ts';
import type { SettingsCache, TemplateSettings } from './settings.ts';
import type { KnownTemplate, OpenConfig, TemplateAccess } from './templateAccess.ts';
import { uriOf } from './uris.ts';

/** What `OpenTemplates` works with. */
export interface OpenTemplatesParts {
  readonly service: TemplateService;
  readonly documents: TextDocuments<OpenDocument>;
  readonly projects: Projects;
  readonly settings: SettingsCache;
  readonly editor: () => EditorSession;
  /** What the bytes of a file on disk tell. */
  readonly encodingOf: (uri: string) => readonly TemplateDiagnostic[];
  readonly report: (message: string) => void;
}

/** The templates that editors have open, as features see them. */
export class OpenTemplates implements TemplateAccess {
  readonly service: TemplateService;
  readonly #parts: OpenTemplatesParts;

  constructor(parts: OpenTemplatesParts) {
    this.#parts = parts;
    this.service = parts.service;
  }

  editor(): EditorSession {
    return this.#parts.editor();
  }

  fileOf(uri: string): ProjectFile | undefined {
    return this.#parts.projects.find(uri);
  }

  furtherOf(uri: string): readonly TemplateDiagnostic[] {
    const file = this.fileOf(uri);
    const found = file?.view.diagnosticsOf(file.path) ?? [];
    const fromOthers = found.filter(({ code }) => {
      const rule: TemplateRule = templateRules[code];
      return rule.scope === 'project';
    });
    return [...this.#parts.encodingOf(uri), ...fromOthers];
  }

  linksOf({ uri, uriOfFile }: Pick<KnownTemplate, 'uri' | 'uriOfFile'>): DiagnosticLinks {
    const { documentation } = this.editor();
    return {
      uri,
      uriOfFile: uriOfFile ?? (() => uri),
      documentation: (code) => documentation?.replace('{code}', code),
    };
  }

  /** Undefined for documents that are no templates, or not open. */
  find(uri: string): KnownTemplate | undefined {
    const document = this.#parts.documents.get(uri);
    return document && isTemplateDocument(document) ? this.#known(uri, document) : undefined;
  }

  configOf(uri: string): OpenConfig | undefined {
    const document = this.#parts.documents.get(uri);
    const file = document && this.fileOf(uri);
    if (file?.path !== configPath) return undefined;
    return { text: document?.model.text ?? '', knowledge: file.view.configKnowledge };
  }

  templates(): readonly KnownTemplate[] {
    return this.#parts.documents
      .all()
      .filter(isTemplateDocument)
      .map((document) => this.#known(document.uri, document));
  }

  settingsOf(uri: string): Promise<TemplateSettings> {
    return this.#parts.settings.of(uri);
  }

  answer<Params extends { readonly textDocument: { readonly uri: string } }, Answer>(
    what: string,
    fallback: Answer,
    run: (template: KnownTemplate, params: Params) => Answer | Promise<Answer>,
  ): (params: Params) => Promise<Answer> {
    return async (params) => {
      const { uri } = params.textDocument;
      const template = this.find(uri);
      if (!template) return fallback;
      return runSafe(fallback, () => run(template, params), `${what} ${uri}`, this.#parts.report);
    };
  }

  #known(uri: string, { model }: OpenDocument): KnownTemplate {
    const file = this.#parts.projects.find(uri);
    const facts = file?.view.factsOf(file.path);
    return {
      uri,
      model,
      facts,
      view: file?.view,
      project: file && uriOf(file.root),
      uriOfFile: file && ((path) => uriOf(`${file.root}/${path}`)),
    };
  }
}
