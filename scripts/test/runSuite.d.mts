/** A part of `npm test` that runs in a process of its own. */
export interface Suite {
  readonly name: string;
  /** Glob patterns of mocha tests. */
  readonly tests?: readonly string[];
  /** The time one test may take. */
  readonly timeoutMs?: number;
  /** A script that runs the suite, instead of mocha. */
  readonly program?: readonly string[];
  /** Runs even when the products could not be built. */
  readonly isSourceOnly?: boolean;
  /** A suite without this folder is none. */
  readonly folder?: string;
  /** The time the whole suite may take. */
  readonly limitMs: number;
}

/** The figures of a suite; `complaint` is what went wrong around the tests and is among the failures. */
export interface SuiteResult {
  readonly passed: number;
  readonly failed: number;
  readonly ms: number;
  readonly complaint?: string;
  /** What a quiet suite has printed. */
  readonly output?: string;
}

/** Runs one suite and answers its figures; a quiet one prints nothing, and answers that as well. */
export function runSuite(
  suite: Suite,
  options?: { readonly grep?: string | undefined; readonly isQuiet?: boolean },
): Promise<SuiteResult>;
