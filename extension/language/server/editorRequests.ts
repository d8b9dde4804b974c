/** What the server asks of an editor that reads files for it, and what such an editor tells it. */
export const editorRequests = {
  /** Takes the URI of a folder, answers the URIs of all files below it that may matter. */
  findFiles: 'ockle/findFiles',
  /** Takes the URI of a file, answers its bytes in base64, or null where there is none. */
  readFile: 'ockle/readFile',
  /** Takes the URI of a file or folder, answers whether it exists. */
  fileExists: 'ockle/fileExists',
  /** Tells that the user trusts the workspace from now on. */
  trustGranted: 'ockle/trustGranted',
} as const;

/** What an editor may say of itself when it starts the server; all of it is optional. */
export interface EditorOptions {
  /** Whether what runs code may be offered; commands are offered only where this is given. */
  readonly isTrusted?: boolean;
  /** Whether it answers `findFiles` and `readFile`, so that folders need not be on a disk. */
  readonly readsFiles?: boolean;
  /** The address of a code's documentation, with `{code}` in its place. */
  readonly documentation?: string;
  /** As in the section `ockle` of VS Code's settings. */
  readonly settings?: unknown;
}
