/** A variable that templates declare, as etc/config.ini may set it. */
export interface ConfigVariable {
  readonly name: string;
  readonly type: string;
  /** The elements behind the type. */
  readonly arguments: readonly unknown[];
}

/** What the other files of a project say of etc/config.ini; it is data alone. */
export interface ConfigKnowledge {
  /** The variables of each section in order. */
  readonly sections: ReadonlyMap<string, readonly ConfigVariable[]>;
  /** The plugins that can be enabled. */
  readonly pluginNames: readonly string[];
}
