import type {
  ConfigVariable,
  JsonValue,
  LoadPlugin,
  SourceLocation,
} from '../../protocol/index.ts';
import type { DaemonLink } from './daemonLink.ts';

/** Answers `getConfigVar` and `getConfigInt` from what the daemon sent; nothing is parsed here. */
export class PluginConfig {
  readonly #plugin: string;
  readonly #templateFile: string;
  readonly #variables: ReadonlyMap<string, ConfigVariable>;
  readonly #link: DaemonLink;

  constructor({ plugin, templateFile, config }: LoadPlugin, link: DaemonLink) {
    this.#plugin = plugin;
    this.#templateFile = templateFile;
    this.#variables = new Map(Object.entries(config));
    this.#link = link;
  }

  /** Text of config.ini, else the template's default with its own type. */
  getVar(name: string): JsonValue {
    const variable = this.#variables.get(name.toLowerCase());
    if (variable?.text !== undefined) return this.#report(name, variable.text, 'config');
    return this.#report(name, this.#default(name, variable), 'template');
  }

  /** Whole number of config.ini, else of the template's default. */
  getInt(name: string): number {
    const variable = this.#variables.get(name.toLowerCase());
    const configured = variable?.text === undefined ? undefined : toInteger(variable.text);
    if (configured !== undefined) return this.#report(name, configured, 'config');
    const fallback = toInteger(this.#default(name, variable));
    if (fallback === undefined) throw this.#noInteger(name, variable);
    if (variable?.text !== undefined) {
      this.#warnAboutText(name, variable.text, fallback, variable.textOrigin);
    }
    return this.#report(name, fallback, 'template');
  }

  #report<Value extends JsonValue>(
    variable: string,
    value: Value,
    origin: 'config' | 'template',
  ): Value {
    this.#link.configRead({ variable, value, origin });
    return value;
  }

  #default(name: string, variable: ConfigVariable | undefined): JsonValue {
    if (variable?.default === undefined) throw this.#undeclared(name, variable);
    if (variable.textError !== undefined) {
      this.#link.warning({
        code: 'config-unreadable',
        message:
          `${name} in section [plugins.${this.#plugin}] of ${shown(variable.textOrigin)} cannot be read: ` +
          `${variable.textError}. The template's default ${JSON.stringify(variable.default)} is used.`,
        ...(variable.textOrigin && { source: variable.textOrigin }),
      });
    }
    return variable.default;
  }

  #warnAboutText(
    name: string,
    text: string,
    fallback: number,
    textOrigin: SourceLocation | undefined,
  ): void {
    this.#link.warning({
      code: 'config-no-integer',
      message:
        `${name} in section [plugins.${this.#plugin}] of ${shown(textOrigin)} is “${text}”, which is ` +
        `no whole number. The template's default ${fallback} is used.`,
      ...(textOrigin && { source: textOrigin }),
    });
  }

  #undeclared(name: string, variable: ConfigVariable | undefined): Error {
    const why = variable?.textError === undefined ? '' : ` (${variable.textError})`;
    return new Error(
      `${name} is set neither in section [plugins.${this.#plugin}] of config.ini${why} nor declared by the template. ` +
        `Declare it in ${this.#templateFile}, section [plugins.${this.#plugin}], for example ${name}=["int",1].`,
    );
  }

  #noInteger(name: string, variable: ConfigVariable | undefined): Error {
    return new Error(
      `The default of ${name} is ${JSON.stringify(variable?.default)}, which is no whole number. ` +
        `Mend it in ${variable?.defaultOrigin ? shown(variable.defaultOrigin) : this.#templateFile}, section [plugins.${this.#plugin}].`,
    );
  }
}

function shown(place: SourceLocation | undefined): string {
  return place ? `${place.file}:${place.line}` : 'config.ini';
}

/** Reads what Python's int() reads: blanks around, a sign, single underscores between digits. */
function toInteger(value: JsonValue): number | undefined {
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'number') return Math.trunc(value);
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  return /^[+-]?\d+(?:_\d+)*$/.test(text) ? Number(text.replaceAll('_', '')) : undefined;
}
