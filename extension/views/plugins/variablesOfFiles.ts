import { interpolate, parseIni, type IniDocument } from '../../../runtime/ini/index.ts';
import type { PluginVariable } from '../../../runtime/protocol/index.ts';
import { templateDefaults } from '../../../runtime/template/index.ts';

/** An ini file, absolute path and text. */
export interface IniFile {
  readonly file: string;
  readonly text: string;
}

/** The files that say something of a plugin's variables. */
export interface VariableFiles {
  /** Templates, those that win last. */
  readonly templates: readonly IniFile[];
  readonly config?: IniFile | undefined;
}

/** Names whose values are shown to nobody. */
const secretName = /passw|passphrase|community|token|secret|key$/i;

/** The config variables of a plugin as its files say them: those of its template first, in its order. */
export function variablesOfFiles(
  { templates, config }: VariableFiles,
  className: string,
): readonly PluginVariable[] {
  const section = `plugins.${className}`;
  const declared = new Map<string, PluginVariable>();
  for (const template of templates) {
    for (const [key, variable] of declaredIn(template, section)) {
      declared.delete(key);
      declared.set(key, variable);
    }
  }
  for (const [key, value] of config ? valuesIn(config, section) : []) {
    declared.set(key, {
      ...declared.get(key),
      ...value,
      name: declared.get(key)?.name ?? value.name,
    });
  }
  return [...declared.values()].map((variable) =>
    secretName.test(variable.name) ? { ...variable, isSecret: true } : variable,
  );
}

function declaredIn({ file, text }: IniFile, section: string): [string, PluginVariable][] {
  const document = parseIni(text);
  return [...templateDefaults(text, section)].map(([key, declared]) => {
    const declaration = document.get(section, key) ?? '';
    const doc = commentAbove(document, declared.line);
    const variable: PluginVariable = {
      name: declared.name,
      value: declared.default ?? null,
      origin: 'template',
      source: { file, line: declared.line + 1 },
      declaration,
      ...(doc !== '' && { doc }),
    };
    return [key, variable];
  });
}

function valuesIn({ file, text }: IniFile, section: string): [string, PluginVariable][] {
  const document = parseIni(text);
  return [...document.options(section)].map(([key, option]) => {
    const value = interpolate(document, section, key);
    const source = { file, line: option.nameRange.line + 1 };
    const shown = value.ok ? value.value : option.value;
    return [key, { name: option.name, value: shown, origin: 'config', source }];
  });
}

function commentAbove({ text, lines }: IniDocument, line: number): string {
  const found: string[] = [];
  for (let above = line - 1; above >= 0; above--) {
    const content = text.slice(lines.starts[above], lines.ends[above]);
    if (!/^[#;]/.test(content)) break;
    const comment = content.replace(/^[#;]+/, '').trim();
    if (!comment.startsWith('ockle-ignore-')) found.unshift(comment);
  }
  return found.join('\n').trim();
}
