import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The templates of the plugins that ship with Ockle, by class name. */
export function readShippedTemplates(folder: string): ReadonlyMap<string, string> {
  if (!existsSync(folder)) return new Map();
  const files = readdirSync(folder).filter((file) => file.endsWith('.ini'));
  return new Map(
    files.map((file) => [file.slice(0, -'.ini'.length), readFileSync(join(folder, file), 'utf8')]),
  );
}
