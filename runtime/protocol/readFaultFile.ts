import { checkFault, checkSeed } from './checkFault.ts';
import type { JsonPlace } from './jsonPlaces.ts';
import { JsonFault, jsonPlaces } from './jsonPlaces.ts';
import type { Problem } from './pluginState.ts';
import type { FaultRule } from './rackFaults.ts';
import { faultKinds } from './rackFaults.ts';
import type { SourceLocation } from './sourceLocation.ts';

/** A fault of a file, and where it stands there. */
export interface FiledFault {
  readonly rule: FaultRule;
  /** 1-based. */
  readonly line: number;
}

/** What a file of faults says, as far as it can be read. */
export interface FaultFile {
  readonly seed?: number;
  readonly faults: readonly FiledFault[];
  /** Empty where the whole file means something. */
  readonly problems: readonly Problem[];
}

const fileMembers = ['$schema', 'seed', 'faults'];
const faultMembers = ['target', 'kind', 'ms', 'nth', 'probability'];

/** Reads a file of faults (`faults.json`); what is faulty is left out and said with its line. */
export function readFaultFile(text: string, file: string): FaultFile {
  const reader = new FaultFileReader(text, file);
  return reader.read();
}

class FaultFileReader {
  readonly #text: string;
  readonly #file: string;
  readonly #problems: Problem[] = [];

  constructor(text: string, file: string) {
    // A byte order mark is none of the content; its place is kept.
    this.#text = text.replace(/^\uFEFF/, ' ');
    this.#file = file;
  }

  read(): FaultFile {
    const problems = this.#problems;
    const root = this.#parse();
    if (!root?.members) {
      if (root) this.#note(root.at, 'Write an object such as {"faults": []}.');
      return { faults: [], problems };
    }
    this.#checkNames(root, fileMembers);
    const list = root.members.get('faults')?.place;
    if (!list?.items) {
      this.#note((list ?? root).at, '"faults" has to be a list of faults. Write {"faults": []}.');
      return { faults: [], problems };
    }
    const faults = list.items.flatMap((place) => this.#fault(place) ?? []);
    return { ...this.#seed(root), faults, problems };
  }

  #parse(): JsonPlace | undefined {
    try {
      return jsonPlaces(this.#text);
    } catch (error) {
      if (!(error instanceof JsonFault)) throw error;
      this.#note(error.at, `This is no JSON: ${error.message}. Correct it.`);
      return undefined;
    }
  }

  #seed(root: JsonPlace): { readonly seed?: number } {
    const seed = this.#number(root, 'seed');
    const error = checkSeed(seed);
    if (error) this.#noteRange(placeOf(root, 'seed').at, error.message);
    return seed === undefined || error ? {} : { seed };
  }

  #fault(place: JsonPlace): FiledFault | undefined {
    const before = this.#problems.length;
    if (!place.members) {
      this.#note(
        place.at,
        'A fault has to be an object such as {"target": "rack1", "kind": "away"}.',
      );
      return undefined;
    }
    this.#checkNames(place, faultMembers);
    const rule = this.#rule(place);
    const error = rule && checkFault(rule);
    if (error) this.#noteRange(placeOf(place, error.member).at, error.message);
    if (!rule || this.#problems.length > before) return undefined;
    return { rule, line: this.#lineOf(place.at) };
  }

  #rule(place: JsonPlace): FaultRule | undefined {
    const target = placeOf(place, 'target');
    if (typeof target.value !== 'string') {
      this.#note(
        target.at,
        'A fault has a target. Write "target": "server/object" or the name of a PDU.',
      );
    }
    const kindAt = placeOf(place, 'kind');
    const kind = faultKinds.find((each) => each === kindAt.value);
    if (kind === undefined) {
      this.#note(kindAt.at, `A fault has a kind. Write one of: ${faultKinds.join(', ')}.`);
    }
    const ms = this.#number(place, 'ms');
    const nth = this.#number(place, 'nth');
    const probability = this.#number(place, 'probability');
    if (typeof target.value !== 'string' || kind === undefined) return undefined;
    return {
      target: target.value,
      kind,
      ...(ms !== undefined && { ms }),
      ...(nth !== undefined && { nth }),
      ...(probability !== undefined && { probability }),
    };
  }

  #number(place: JsonPlace, name: string): number | undefined {
    const member = place.members?.get(name)?.place;
    if (!member || typeof member.value === 'number') return member?.value as number | undefined;
    this.#note(member.at, `"${name}" has to be a number. Write it without quotes.`);
    return undefined;
  }

  #checkNames(place: JsonPlace, known: readonly string[]): void {
    for (const [name, { at }] of place.members ?? []) {
      if (known.includes(name)) continue;
      this.#note(at, `"${name}" means nothing here. Use ${known.join(', ')}, or take it out.`);
    }
  }

  #note(at: number, message: string): void {
    const source = this.#placeAt(at);
    this.#problems.push({ code: 'fault-file-invalid', severity: 'error', message, source });
  }

  #noteRange(at: number, message: string): void {
    const source = this.#placeAt(at);
    this.#problems.push({ code: 'fault-out-of-range', severity: 'error', message, source });
  }

  #placeAt(at: number): SourceLocation {
    const column = at - this.#text.lastIndexOf('\n', at - 1);
    return { file: this.#file, line: this.#lineOf(at), column };
  }

  #lineOf(at: number): number {
    return this.#text.slice(0, at).split('\n').length;
  }
}

/** The value of a member; where it is missing, nothing at the place of the whole. */
function placeOf(
  place: JsonPlace,
  name: string,
): { readonly at: number; readonly value?: unknown } {
  return place.members?.get(name)?.place ?? { at: place.at };
}
