import type { IniDocument } from '../ini/index.ts';
import type { SourceLocation } from '../protocol/index.ts';

/** Where an option is written; the start of the file when it is not. */
export function optionPlace(
  document: IniDocument,
  file: string,
  section: string,
  name: string,
): SourceLocation {
  const range = document.option(section, name)?.nameRange;
  return { file, line: (range?.line ?? 0) + 1, column: (range?.character ?? 0) + 1 };
}
