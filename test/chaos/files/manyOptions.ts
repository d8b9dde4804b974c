import { parseIni } from '../../../runtime/ini/index.ts';

/** Few and long, 400 KiB in all: most of a save's time is spent on the disk. */
const names = Array.from({ length: 100 }, (_, index) => `option_${index}`);
const padding = 'x'.repeat(4000);

/** Every option with the same number in it. */
export function manyOptions(number: number): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [name, `${number} ${padding}`]));
}

/** The file that holds them, with a comment for each. */
export function manyText(number: number): string {
  const lines = names.map((name) => `# ${name}\n${name} = ${number} ${padding}\n`);
  return `; all the same\n[s]\n${lines.join('')}`;
}

/** The number in a file that is whole; undefined for any other. */
export function numberOf(text: string): number | undefined {
  const number = Number.parseInt(parseIni(text).get('s', 'option_0') ?? '', 10);
  return text === manyText(number) ? number : undefined;
}
