import type { Connection } from 'vscode-languageserver/node';
import type { TemplateCode, TemplateSeverity } from '../../../runtime/template/index.ts';
import { templateRules } from '../../../runtime/template/index.ts';

const levels = ['error', 'warning', 'information', 'hint', 'off'] as const;

/** What a user may choose about templates, by folder. */
export interface TemplateSettings {
  readonly isValidating: boolean;
  readonly severities: ReadonlyMap<TemplateCode, TemplateSeverity | 'off'>;
  readonly isPortabilityOn: boolean;
  readonly format: { readonly spaceAroundEquals: boolean; readonly spaceAfterComma: boolean };
  readonly hasCodeLenses: boolean;
  readonly hasInlayHints: boolean;
}

/** What holds when an editor says nothing. */
const defaultSettings: TemplateSettings = readSettings({});

/** Reads the section `ockle` of an editor's settings; what is no setting of ours is left out. */
function readSettings(given: unknown): TemplateSettings {
  const [validate, format] = [part(given, 'validate'), part(given, 'format')];
  return {
    isValidating: flag(part(validate, 'enabled'), true),
    severities: readSeverities(part(validate, 'severity')),
    isPortabilityOn: flag(part(validate, 'portability'), false),
    format: {
      spaceAroundEquals: flag(part(format, 'spaceAroundEquals'), false),
      spaceAfterComma: flag(part(format, 'spaceAfterComma'), false),
    },
    hasCodeLenses: flag(part(part(given, 'codeLens'), 'enabled'), true),
    hasInlayHints: flag(part(part(given, 'inlayHints'), 'enabled'), false),
  };
}

function readSeverities(given: unknown): TemplateSettings['severities'] {
  const codes = Object.keys(templateRules) as TemplateCode[];
  const severities = new Map<TemplateCode, TemplateSeverity | 'off'>();
  for (const code of codes) {
    const severity = part(given, code);
    const known = levels.find((level) => level === severity);
    if (known) severities.set(code, known);
  }
  return severities;
}

function part(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}

function flag(value: unknown, fallback: boolean): boolean {
  return typeof value === 'boolean' ? value : fallback;
}

/** The settings of each folder, asked for once and again when the editor says that they changed. */
export class SettingsCache {
  readonly #connection: Connection;
  readonly #byScope = new Map<string, Promise<TemplateSettings>>();
  /** What an editor without `workspace/configuration` has sent. */
  #sent = defaultSettings;
  #canAsk = false;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Called once the editor has said what it can do. */
  begin(canAsk: boolean, given: unknown): void {
    this.#canAsk = canAsk;
    this.#sent = readSettings(given);
  }

  /** The settings for a document or folder. */
  async of(uri: string): Promise<TemplateSettings> {
    if (!this.#canAsk) return this.#sent;
    const known = this.#byScope.get(uri) ?? this.#ask(uri);
    this.#byScope.set(uri, known);
    return known;
  }

  /** Forgets what was asked; `given` is what the editor sent along. */
  changed(given: unknown): void {
    this.#byScope.clear();
    this.#sent = readSettings(part(given, 'ockle'));
  }

  async #ask(scopeUri: string): Promise<TemplateSettings> {
    try {
      return readSettings(
        await this.#connection.workspace.getConfiguration({ scopeUri, section: 'ockle' }),
      );
    } catch (error) {
      this.#connection.console.error(`Ockle could not read its settings: ${String(error)}`);
      return defaultSettings;
    }
  }
}
