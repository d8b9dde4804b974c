/** Kinds that come and go with everything a process does. */
const ordinary = /^(Timeout|Immediate|WriteWrap|ShutdownWrap)$/;

/** Ends soon by itself: a file that is read, a name that is looked up. */
const request = /Req/;

const words: readonly (readonly [RegExp, string])[] = [
  [/^FS/, 'files'],
  [/TCP|UDP|GetAddrInfo/, 'the network'],
  [/^Process/, 'another process'],
  [/^Pipe/, 'a pipe'],
];

/** Sees what a plugin does whose end real time decides, and says each kind of it once. */
export class OutsideWatch {
  readonly #resources: () => readonly string[];
  readonly #onOutside: (what: string) => void;
  readonly #own: ReadonlyMap<string, number>;
  readonly #known = new Set<string>();

  /** `resources` lists kinds of what the process has open or under way; what it lists now is ours. */
  constructor(resources: () => readonly string[], onOutside: (what: string) => void) {
    this.#resources = resources;
    this.#onOutside = onOutside;
    this.#own = count(resources());
  }

  /** Whether something is under way that will call the plugin back by itself, soon. */
  look(): boolean {
    const kinds = this.#resources();
    for (const [kind, times] of count(kinds)) {
      if (!ordinary.test(kind) && times > (this.#own.get(kind) ?? 0)) this.#note(kind);
    }
    return kinds.some((kind) => kind === 'Immediate' || request.test(kind));
  }

  #note(kind: string): void {
    const what = words.find(([pattern]) => pattern.test(kind))?.[1] ?? kind;
    if (this.#known.has(what)) return;
    this.#known.add(what);
    this.#onOutside(what);
  }
}

function count(kinds: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}
