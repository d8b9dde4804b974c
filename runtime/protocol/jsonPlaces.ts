import type { JsonValue } from './jsonValue.ts';

/** A JSON value and where it begins, in units of its text. */
export interface JsonPlace {
  readonly at: number;
  readonly value: JsonValue;
  /** Of an object; the place of a member is that of its name. */
  readonly members?: ReadonlyMap<string, { readonly at: number; readonly place: JsonPlace }>;
  /** Of an array. */
  readonly items?: readonly JsonPlace[];
}

/** Where a text stops being JSON. */
export class JsonFault extends Error {
  readonly at: number;

  constructor(at: number, message: string) {
    super(message);
    this.name = 'JsonFault';
    this.at = at;
  }
}

/** Deeper is nothing that we write. */
const deepest = 32;

const plain = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
/** JSON.parse says whether what is between the quotes can be. */
const text = /"(?:[^"\\\n]|\\.)*"/y;

/** Reads JSON and keeps the places of its values. @throws JsonFault */
export function jsonPlaces(source: string): JsonPlace {
  const reader = new Reader(source);
  const place = reader.value(0);
  reader.end();
  return place;
}

class Reader {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  value(depth: number): JsonPlace {
    const at = this.#skip();
    if (depth > deepest) throw new JsonFault(at, 'it is nested too deep');
    if (this.#takes('{')) return this.#object(at, depth);
    if (this.#takes('[')) return this.#array(at, depth);
    const token = this.#match(text) ?? this.#match(plain);
    if (token === undefined) throw new JsonFault(at, 'a value is missing here');
    return { at, value: this.#parse(at, token) };
  }

  end(): void {
    const at = this.#skip();
    if (at < this.#source.length) throw new JsonFault(at, 'nothing may follow here');
  }

  #object(at: number, depth: number): JsonPlace {
    const members = new Map<string, { readonly at: number; readonly place: JsonPlace }>();
    this.#list('}', () => {
      const nameAt = this.#skip();
      const name = this.#match(text);
      if (name === undefined)
        throw new JsonFault(nameAt, 'a name in double quotes is missing here');
      this.#skip();
      if (!this.#takes(':')) throw new JsonFault(this.#at, 'a colon is missing here');
      members.set(this.#parse(nameAt, name) as string, {
        at: nameAt,
        place: this.value(depth + 1),
      });
    });
    const own = [...members].map(([name, { place }]) => [name, place.value] as const);
    return { at, value: Object.fromEntries(own), members };
  }

  #array(at: number, depth: number): JsonPlace {
    const items: JsonPlace[] = [];
    this.#list(']', () => items.push(this.value(depth + 1)));
    return { at, value: items.map(({ value }) => value), items };
  }

  #list(end: string, readOne: () => void): void {
    this.#skip();
    if (this.#takes(end)) return;
    for (;;) {
      readOne();
      this.#skip();
      if (this.#takes(end)) return;
      if (!this.#takes(',')) throw new JsonFault(this.#at, `a comma or ${end} is missing here`);
    }
  }

  #skip(): number {
    while (/[ \t\r\n]/.test(this.#source[this.#at] ?? '')) this.#at++;
    return this.#at;
  }

  #takes(character: string): boolean {
    if (this.#source[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #parse(at: number, token: string): JsonValue {
    try {
      return JSON.parse(token) as JsonValue;
    } catch {
      throw new JsonFault(at, `${token} is no text in JSON`);
    }
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#source)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }
}
