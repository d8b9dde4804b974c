import type { IniRange } from '../ini/index.ts';
import type { FoundPlace } from './findings.ts';

/** Where a name stands that must not be repeated. */
export interface FirstDeclaration extends FoundPlace {
  /** As written. */
  readonly name: string;
}

/** The sections and variables declared so far in blocks that are checked one after the other. */
export class DeclaredNames {
  readonly #sections = new Map<string, FoundPlace | undefined>();
  readonly #variables = new Map<string, Map<string, FirstDeclaration>>();
  #home = 0;

  /** What follows is declared in another block. */
  enterBlock(home: number): void {
    this.#home = home;
  }

  /** Notes a section; tells whether it is there already, and where if it has a header. */
  section(
    name: string,
    header: IniRange | undefined,
  ): { readonly first: FoundPlace | undefined } | undefined {
    if (this.#sections.has(name)) return { first: this.#sections.get(name) };
    this.#sections.set(name, header && { home: this.#home, range: header });
    return undefined;
  }

  /** Notes a variable; gives the earlier one of that name in sections of that name, if there is one. */
  variable(section: string, name: string, range: IniRange): FirstDeclaration | undefined {
    let names = this.#variables.get(section);
    if (!names) {
      names = new Map();
      this.#variables.set(section, names);
    }
    const key = name.toLowerCase();
    const first = names.get(key);
    if (!first) names.set(key, { name, home: this.#home, range });
    return first;
  }
}
