import type { JsonValue } from './jsonValue.ts';
import type { SourceLocation } from './sourceLocation.ts';

/** One config variable of a plugin as its running code sees it; secrets are `***`. */
export interface PluginVariable {
  /** As the template writes it. */
  readonly name: string;
  readonly value: JsonValue;
  readonly origin: 'config' | 'template';
  /** Where that value is written. */
  readonly source?: SourceLocation;
  /** The array of the template, such as `["int",1]`; absent when no template declares it. */
  readonly declaration?: string;
  /** The comment above it in the template. */
  readonly doc?: string;
  readonly isSecret?: true;
  /** Why it has no value, or one that does not fit its declaration. */
  readonly problem?: string;
}
