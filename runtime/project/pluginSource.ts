import type { PluginClass } from './pluginClass.ts';

/** A stretch of one line of source code: 0-based, UTF-16 units, its end exclusive. */
export interface SourceStretch {
  readonly line: number;
  readonly startCol: number;
  readonly endCol: number;
}

/** A call that reads a variable of etc/config.ini, or something that may be one. */
export interface SourceRead {
  readonly getter: 'getConfigVar' | 'getConfigInt' | 'get' | 'getint';
  /** The variable; undefined when the code computes it. */
  readonly name: string | undefined;
  /** Whose variable it is when the call says so, as `config.get('plugins.Timer', 'WAIT_TIME')` does. */
  readonly plugin: string | undefined;
  /** Whether the plugin itself is asked: `self`, `this`, `super`. */
  readonly isOwn: boolean;
  /** Whether the result goes straight into `int()`, `float()`, `Number()` or the like. */
  readonly isConverted: boolean;
  /** The argument with its quotes; undefined where the getter is only mentioned. */
  readonly argument: SourceStretch | undefined;
  /** The name in it, its quotes left out; a constant's name stands for its text. */
  readonly nameAt: SourceStretch | undefined;
  /** The line of the getter's name, 0-based. */
  readonly line: number;
}

/** A plugin class with what it says of itself. */
export interface DescribedClass extends PluginClass {
  /** Its JSDoc or docstring as plain text. */
  readonly doc: string | undefined;
}

/** What the code of one file says. */
export interface PluginSource {
  readonly classes: readonly DescribedClass[];
  /** In the order of the text. */
  readonly reads: readonly SourceRead[];
}
