import type { SourceLocation } from '../../protocol/index.ts';

/** A TypeScript file that cannot be loaded, with the place and a way to mend it. */
export class CompileError extends Error {
  override readonly name = 'CompileError';
  readonly place: SourceLocation;

  constructor(message: string, place: SourceLocation) {
    super(message);
    this.place = place;
  }
}
