import type { Diagnostic } from 'vscode-languageserver/node';
import type {
  TemplateCode,
  TemplateDiagnostic,
  TemplateService,
} from '../../../runtime/template/index.ts';
import type { OpenDocument } from './openDocument.ts';
import { isTemplateDocument } from './openDocument.ts';
import type { Projects } from './projects.ts';
import { toDiagnostic } from './protocol/diagnostics.ts';
import type { SettingsCache } from './settings.ts';
import { uriOf } from './uris.ts';

/** What `TemplateChecks` works with. */
export interface TemplateChecksParts {
  readonly service: TemplateService;
  readonly projects: Projects;
  readonly settings: SettingsCache;
  /** Whether folders are still being read: until then a file is judged alone. */
  readonly isReading: () => boolean;
  /** The open document of a key. */
  readonly openOf: (key: string) => OpenDocument | undefined;
  /** What the bytes of a file on disk tell. */
  readonly encodingOf: (key: string) => readonly TemplateDiagnostic[];
  readonly documentation: (code: TemplateCode) => string | undefined;
}

/** Finds all there is to say of a file, with the severities that its folder's settings want. */
export class TemplateChecks {
  readonly #parts: TemplateChecksParts;

  constructor(parts: TemplateChecksParts) {
    this.#parts = parts;
  }

  async check(key: string): Promise<readonly Diagnostic[]> {
    const open = this.#parts.openOf(key);
    const uri = open?.uri ?? uriOf(key);
    const settings = await this.#parts.settings.of(uri);
    if (!settings.isValidating) return [];
    const file = this.#parts.projects.find(key);
    const uriOfFile = (path: string) => (file ? uriOf(`${file.root}/${path}`) : uri);
    const { documentation } = this.#parts;
    return this.#found(key, open, settings).map((found) =>
      toDiagnostic(found, { uri, uriOfFile, documentation }),
    );
  }

  #found(
    key: string,
    open: OpenDocument | undefined,
    options: Parameters<TemplateService['validateModel']>[1],
  ): readonly TemplateDiagnostic[] {
    const file = this.#parts.isReading() ? undefined : this.#parts.projects.find(key);
    const found = file
      ? file.view.diagnosticsOf(file.path, options)
      : open && isTemplateDocument(open)
        ? this.#parts.service.validateModel(open.model, options)
        : [];
    const encoding = this.#parts
      .encodingOf(key)
      .filter((each) => !found.some((other) => isSame(each, other)));
    return [...encoding, ...found];
  }
}

function isSame(one: TemplateDiagnostic, other: TemplateDiagnostic): boolean {
  return one.code === other.code && one.range.start.line === other.range.start.line;
}
