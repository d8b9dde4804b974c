/** How a VS Code server is started; everything has a default. */
export interface ServerOptions {
  /** Zero, the default, takes any free port. */
  readonly port?: number;
  /** Asks every page for a random token, as a server that a person uses must. */
  readonly connectionToken?: boolean;
  /** Opens folders in restricted mode until somebody trusts them. */
  readonly workspaceTrust?: boolean;
  /** Lets a page load an extension under development, at the price of notifications that never show. */
  readonly smokeTestDriver?: boolean;
  /** Extensions to install first. */
  readonly vsix?: readonly string[];
  /** Added to the environment of the extension host; `undefined` takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Added to the user settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** What a page is opened with besides its folder. */
export interface PageOptions {
  readonly extensionDevelopmentPath?: readonly string[];
  readonly extensionTestsPath?: string;
}

/** A running VS Code server with user data and extensions of its own. */
export interface VscodeServer {
  readonly port: number;
  readonly pid: number;
  /** Holds user data, extensions and logs; gone after `stop`. */
  readonly dataFolder: string;
  /** The address that opens `folder`, the token included where the server asks for one. */
  pageUrl(folder?: string, page?: PageOptions): string;
  /** What the server wrote so far, its last part. */
  log(): string;
  /** Resolves when the server has ended, by itself or stopped. */
  readonly ended: Promise<void>;
  /** Ends the server and everything it started, and removes its data. */
  stop(): Promise<void>;
}

/** Starts a VS Code server on the loopback interface and waits until it answers. */
export function startServer(options?: ServerOptions): Promise<VscodeServer>;
