import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Raw and interpolated text; null where Python refuses to interpolate. */
type Values = Readonly<Record<string, readonly [raw: string, interpolated: string | null]>>;

/** What Python makes of an ini text. */
export type PythonReading =
  { readonly error: string } | { readonly sections: Readonly<Record<string, Values>> };

/** One process for all texts: starting Python takes longer than reading them. */
export function readWithPython(
  texts: readonly string[],
  rules: '2' | '3' = '3',
): readonly PythonReading[] {
  const script = fileURLToPath(new URL('readConfigs.py', import.meta.url));
  const output = execFileSync('python3', ['-X', 'utf8', script, rules], {
    input: JSON.stringify(texts),
    maxBuffer: 1 << 28,
  });
  return JSON.parse(output.toString()) as readonly PythonReading[];
}
