/** A place in a workspace file: absolute path, line and column both 1-based as debuggers count. */
export interface SourceLocation {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
}
