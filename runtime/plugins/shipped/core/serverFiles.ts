import type { EtcFiles } from '../../api/index.ts';

/** The sections of one ini file, names and options in file order. */
export type Sections = ReadonlyMap<string, Readonly<Record<string, string>>>;

/** The sections of every server's file on disk by server. */
export async function readServerFiles(etc: EtcFiles): Promise<ReadonlyMap<string, Sections>> {
  const files = await etc.readFolder('servers');
  return new Map(
    Object.entries(files).map(([name, sections]) => [name, new Map(Object.entries(sections))]),
  );
}

/** The sections of one server's file. @throws Error when there is none that can be read */
export async function readServerFile(etc: EtcFiles, server: string): Promise<Sections> {
  const sections = await etc.readFile('servers', server);
  if (!sections) throw noServerFile(server);
  return new Map(Object.entries(sections));
}

/** Says that there is no file of that server. */
export function noServerFile(server: string): Error {
  return new Error(`There is no file of a server “${server}” that can be read.`);
}

/** The text of an option of section [server]; empty when it is missing. */
export function serverOption(sections: Sections, option: string): string {
  return new Map(Object.entries(sections.get('server') ?? {})).get(option) ?? '';
}

/** Names of a list option of section [server]: a JSON list, or one name alone; none when it is neither. */
export function listedNames(sections: Sections, option: string): readonly string[] {
  const text = serverOption(sections, option).trim();
  if (!text.startsWith('[')) return text === '' ? [] : [text];
  const names = parsed(text);
  return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
}

/** Undefined for what is no JSON; the daemon shows the line when it reads the file. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
