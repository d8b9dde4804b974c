import type { IniDocument, IniOption } from '../ini/index.ts';
import { parseIni, placeInValue } from '../ini/index.ts';
import type { ProjectPaths } from '../project/index.ts';
import { serverNameOf } from '../project/index.ts';
import type { TemplateRange } from '../template/index.ts';
import { readJsonArray } from '../template/index.ts';

/** A name in a list of an ini file. */
export interface ListedName {
  readonly name: string;
  readonly range: TemplateRange;
}

/** The file of a server or of one of its objects. */
export class ObjectFile {
  readonly text: string;
  #document: IniDocument | undefined;
  readonly #names = new Map<string, readonly ListedName[]>();

  constructor(text: string) {
    this.text = text;
  }

  get document(): IniDocument {
    this.#document ??= parseIni(this.text);
    return this.#document;
  }

  /** The names that an option of `[server]` lists; a list that cannot be read has none. */
  names(option: string): readonly ListedName[] {
    const known = this.#names.get(option);
    if (known) return known;
    const found = this.document.option('server', option);
    const names = found ? listedNames(found, this.document) : [];
    this.#names.set(option, names);
    return names;
  }
}

/** The files below etc but for config.ini, and the servers among them. */
export class ObjectFiles {
  readonly #files = new Map<string, ObjectFile>();

  set(path: string, text: string | undefined): void {
    if (text === undefined) this.#files.delete(path);
    else this.#files.set(path, new ObjectFile(text));
  }

  get(path: string): ObjectFile | undefined {
    return this.#files.get(path);
  }

  paths(): Iterable<string> {
    return this.#files.keys();
  }

  server(name: string, { servers }: ProjectPaths): ObjectFile | undefined {
    return this.#files.get(`${servers}/${name}.ini`);
  }

  /** The names in one folder of etc. */
  namesIn(folder: string): readonly string[] {
    return [...this.#files.keys()].flatMap((path) => nameIn(path, folder) ?? []);
  }
}

/** What a file in this folder is the file of. */
export function nameIn(path: string, folder: string): string | undefined {
  if (!path.startsWith(`${folder}/`)) return undefined;
  const file = path.slice(folder.length + 1);
  return file.includes('/') ? undefined : serverNameOf(file);
}

function listedNames(option: IniOption, document: IniDocument): readonly ListedName[] {
  const { value } = option;
  if (value === '' || value.includes('%')) return [];
  const rangeOf = (start: number, end: number): TemplateRange => {
    const place = document.positionAt(placeInValue(option, start).offset);
    return { start: place, end: { ...place, character: place.character + end - start } };
  };
  if (!value.startsWith('[')) {
    return value.includes('\n') ? [] : [{ name: value, range: rangeOf(0, value.length) }];
  }
  const { elements, errors } = readJsonArray(value);
  if (errors.length > 0) return [];
  return elements.flatMap(({ kind, value: name, start, end }) =>
    kind === 'string' && typeof name === 'string' ? [{ name, range: rangeOf(start, end) }] : [],
  );
}
