/** The commands behind code lenses; an editor that starts the server with them registers them. */
export const lensCommands = {
  /** Takes a `LensPlugin`. */
  run: 'ockle.lens.run',
  /** Takes a `LensPlugin`. */
  debug: 'ockle.lens.debug',
  /** Takes a `LensPlugin`: adds it to `pluginList`. */
  enable: 'ockle.lens.enable',
  /** Takes a `LensPlugin`: writes the class of a template. */
  createClass: 'ockle.lens.createClass',
  /** Takes a `LensTemplate`: writes the template of a class. */
  createTemplate: 'ockle.lens.createTemplate',
  /** Takes a `LensPlace`. */
  open: 'ockle.lens.open',
  /** Takes a list of `LensPlace`. */
  showPlaces: 'ockle.lens.showPlaces',
} as const;

/** The plugin that a lens is about. */
export interface LensPlugin {
  /** URI of its project's folder. */
  readonly project: string;
  readonly className: string;
}

/** A template that a lens offers to write. */
export interface LensTemplate extends LensPlugin {
  readonly text: string;
}

/** Where a lens leads to; line and character are 0-based. */
export interface LensPlace {
  readonly uri: string;
  readonly line: number;
  readonly character: number;
  /** In an ini file, what is meant wherever it stands. */
  readonly option?: { readonly section: string; readonly option: string };
}
