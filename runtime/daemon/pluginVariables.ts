import type { ReadPluginConfig } from '../config/pluginConfig.ts';
import { readProjectFile } from '../config/readProjectFile.ts';
import type { IniOption } from '../ini/index.ts';
import { parseIni } from '../ini/index.ts';
import type { ConfigVariable, JsonValue, PluginVariable } from '../protocol/index.ts';
import type { TemplateDiagnostic } from '../template/index.ts';
import { commentAbove, readJsonArray, readTemplate, validateTemplate } from '../template/index.ts';
import type { Declaration } from '../workspace/index.ts';
import { misfit } from '../workspace/index.ts';
import { hidden, hideSecrets, isSecretName, withoutSecrets } from './hideSecrets.ts';

/** A variable as a template writes it. */
interface WrittenVariable {
  readonly name: string;
  readonly text: string;
  /** Undefined when it cannot be read. */
  readonly declared: Declaration | undefined;
  /** Why it cannot be read. */
  readonly fault: string | undefined;
  readonly doc: string;
}

/**
 * The variables of a plugin: those of its template in that order, those of other templates, and
 * what its section of etc/config.ini has besides.
 */
export async function pluginVariables(
  className: string,
  { config, templateFile }: ReadPluginConfig,
): Promise<readonly PluginVariable[]> {
  const section = `plugins.${className}`;
  const others = Object.values(config).map(({ defaultOrigin }) => defaultOrigin?.file ?? '');
  const written = new Map<string, WrittenVariable>();
  for (const file of new Set([templateFile, ...others])) {
    for (const [key, variable] of await writtenIn(file, section)) {
      if (!written.has(key)) written.set(key, variable);
    }
  }
  const known = new Map(Object.entries(config));
  const keys = new Set([...written.keys(), ...known.keys()]);
  return [...keys].map((key) => toVariable(key, written.get(key), known.get(key)));
}

async function writtenIn(
  file: string,
  section: string,
): Promise<ReadonlyMap<string, WrittenVariable>> {
  const written = new Map<string, WrittenVariable>();
  const content = file === '' ? undefined : await readProjectFile(file);
  if (content?.kind !== 'text') return written;
  const { text } = content;
  const model = readTemplate(text, file);
  const faults = validateTemplate(text, { file }).filter(({ severity }) => severity === 'error');
  for (const [key, option] of parseIni(text).options(section)) {
    written.set(key, {
      name: option.name,
      text: option.value,
      declared: declarationIn(option.value),
      fault: faults.find((fault) => isIn(option, fault))?.message,
      doc: commentAbove(model, option.nameRange.line),
    });
  }
  return written;
}

function isIn({ nameRange, continuation }: IniOption, { range }: TemplateDiagnostic): boolean {
  const { line } = range.start;
  return line >= nameRange.line && line <= (continuation.at(-1)?.line ?? nameRange.line);
}

function declarationIn(value: string): Declaration | undefined {
  if (!value.startsWith('[')) return undefined;
  const { elements, errors, isClosed } = readJsonArray(value);
  const [type, ...rest] = elements.map((element) => element.value);
  if (errors.length > 0 || !isClosed || typeof type !== 'string') return undefined;
  return { type, arguments: rest };
}

function toVariable(
  key: string,
  written: WrittenVariable | undefined,
  variable: ConfigVariable = {},
): PluginVariable {
  const name = written?.name ?? key;
  const found = valueOf(variable, written);
  const value = masked(name, found.value);
  const isSecret = isSecretName(name) || value !== found.value;
  const problem = problemOf(name, variable, written);
  const doc = written && hideSecrets(written.doc);
  return {
    name,
    value,
    origin: found.origin,
    ...(found.source && { source: found.source }),
    ...(written && { declaration: isSecret ? maskedDeclaration(written) : written.text }),
    ...(doc && { doc }),
    ...(isSecret && { isSecret }),
    ...(problem !== undefined && { problem: hideSecrets(problem) }),
  };
}

/** What `getConfigVar` answers; a number where the template says that it is one. */
function valueOf(
  { text, textOrigin, default: fallback, defaultOrigin }: ConfigVariable,
  written: WrittenVariable | undefined,
): Pick<PluginVariable, 'value' | 'origin' | 'source'> {
  if (text === undefined) {
    const source = defaultOrigin && { source: defaultOrigin };
    return { value: fallback ?? null, origin: 'template', ...source };
  }
  const source = textOrigin && { source: textOrigin };
  const isNumber = ['int', 'intrange'].includes(written?.declared?.type ?? '');
  const isWhole = isNumber && /^[+-]?\d{1,15}$/.test(text.trim());
  return { value: isWhole ? Number(text) : text, origin: 'config', ...source };
}

function problemOf(
  name: string,
  { text, textError, default: fallback, defaultOrigin }: ConfigVariable,
  written: WrittenVariable | undefined,
): string | undefined {
  if (textError !== undefined) {
    const instead = fallback === undefined ? '' : ' The default of the template is used.';
    return `etc/config.ini has no text that can be read: ${textError}${instead}`;
  }
  if (text !== undefined) {
    const why = written?.declared && misfit(text, written.declared);
    return why && `The text of etc/config.ini is no ${written.declared.type}: ${why}`;
  }
  if (written?.fault !== undefined) return written.fault;
  if (fallback !== undefined || !written) return undefined;
  const isLocal = defaultOrigin ? 'The template gives it no default' : 'It cannot be read';
  return `${isLocal}, and etc/config.ini does not set it. Write ${name} = … in the plugin's section there.`;
}

function masked(name: string, value: JsonValue): JsonValue {
  if (value === '' || value === null) return value;
  if (isSecretName(name)) return hidden;
  return withoutSecrets({ [name]: value })[name] ?? null;
}

/** The default of a secret is one, too. */
function maskedDeclaration({ declared }: WrittenVariable): string {
  return JSON.stringify(declared ? [declared.type, hidden] : [hidden]);
}
