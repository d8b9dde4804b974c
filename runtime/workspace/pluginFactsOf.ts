import type { ConfigRead, PluginFacts } from '../template/index.ts';
import type { CodeIndex, PlacedRead } from './codeIndex.ts';
import type { ConfigFile } from './configFile.ts';

/** What the code and etc/config.ini say of the plugin of that name. */
export function pluginFactsOf(
  className: string,
  code: CodeIndex,
  config: ConfigFile | undefined,
): PluginFacts {
  const found = code.isPlugin(className) ? code.class(className) : undefined;
  const { reads, hasDynamic } = code.readsOf(className);
  return {
    className,
    classPlace: found && {
      file: found.file.path,
      line: found.declared.line - 1,
      startCol: found.declared.column - 1,
      endCol: found.declared.column - 1 + className.length,
    },
    doc: found?.declared.doc,
    language: found?.file.language,
    isEnabled: config?.plugins.includes(className),
    reads: reads.flatMap(toConfigRead),
    hasDynamicReads: hasDynamic,
    configValues: config?.valuesOf(`plugins.${className}`) ?? new Map(),
  };
}

function toConfigRead({ file, read }: PlacedRead): readonly ConfigRead[] {
  const { name, getter, nameAt } = read;
  if (name === undefined || !nameAt) return [];
  return [{ name, getter, place: { file: file.path, ...nameAt } }];
}
