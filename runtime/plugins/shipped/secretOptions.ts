import type { IniFiles } from '../api/index.ts';

/** Stands for the value of a secret option in replies; sent back, it means “as it is”. */
export const secretMask = '***';

type Options = Readonly<Record<string, string>>;

/** Whether replies must not tell the value of an option, by its name: `write_community`, `password`, `api_key`. */
export function isSecretOption(name: string): boolean {
  return /passw|passphrase|community|token|secret|key$/i.test(name);
}

/** The options with secrets masked; an empty one tells nothing and stays. */
export function withoutSecrets(options: Options): Options {
  return mapValues(options, (text, name) => (text && isSecretOption(name) ? secretMask : text));
}

/** The files with secrets masked. */
export function filesWithoutSecrets(files: IniFiles): IniFiles {
  return mapValues(files, (sections) => mapValues(sections, withoutSecrets));
}

/** Names come from files, so each one becomes a property of its own, `__proto__` too. */
function mapValues<Value, Result>(
  values: Readonly<Record<string, Value>>,
  toResult: (value: Value, name: string) => Result,
): Readonly<Record<string, Result>> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, toResult(value, name)]),
  );
}
