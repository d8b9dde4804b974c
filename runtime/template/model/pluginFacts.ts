/** A place in a file of the project: path relative to it with `/`, line and column 0-based, UTF-16. */
export interface FilePlace {
  readonly file: string;
  readonly line: number;
  readonly startCol: number;
  /** Exclusive. */
  readonly endCol: number;
}

/** A call such as `getConfigVar("NAME")` in a plugin's code. */
export interface ConfigRead {
  readonly name: string;
  readonly getter: 'getConfigVar' | 'getConfigInt' | 'get' | 'getint';
  /** Of the text, its quotes left out. */
  readonly place: FilePlace;
}

/** What etc/config.ini says for a variable. */
export interface ConfigValue {
  readonly text: string;
  readonly place: FilePlace;
}

/**
 * What the other files of a project say of one plugin template. It is data alone: the language
 * features use it where it is there, and do without it in a lone file.
 */
export interface PluginFacts {
  readonly className: string;
  /** Where the class stands; undefined when no file of the project has it. */
  readonly classPlace: FilePlace | undefined;
  /** Its JSDoc or docstring as plain text. */
  readonly doc: string | undefined;
  readonly language: 'typescript' | 'python' | undefined;
  /** Whether `pluginList` of etc/config.ini names it; undefined without that file. */
  readonly isEnabled: boolean | undefined;
  readonly reads: readonly ConfigRead[];
  /** Whether some read computes its name, so that no variable can be called unused. */
  readonly hasDynamicReads: boolean;
  /** By lower-case name of the variable. */
  readonly configValues: ReadonlyMap<string, ConfigValue>;
}
