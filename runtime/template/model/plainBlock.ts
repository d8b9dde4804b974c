import { hasChoices } from '../rules/choiceRules.ts';
import { isFieldOfForm } from '../rules/keyRules.ts';
import type { TemplateKind } from '../templateKind.ts';
import { PlainScan } from './plainScan.ts';
import type { BlockSource } from './templateBlock.ts';

/** A block about which there is nothing to say as long as its names are not used elsewhere. */
export interface PlainBlock {
  /** Of its section; none in what precedes the first header. */
  readonly names: readonly string[];
}

/**
 * Recognises the blocks that nearly all templates are made of, in one pass that makes no objects for
 * lines. What it takes has been written as the language wants it and breaks no rule; what it does not
 * take may still be right: the rules decide that, and what "right" means.
 */
export function readPlainBlock(source: BlockSource, kind: TemplateKind): PlainBlock | undefined {
  return new PlainReader(source, kind).read();
}

const openBracket = 0x5b;
const hash = 0x23;
const semicolon = 0x3b;

class PlainReader {
  readonly #scan: PlainScan;
  readonly #kind: TemplateKind;
  #section: string | undefined;
  /** Hashes: names that only seem to be the same cost time and nothing else. */
  readonly #names = new Set<number>();

  constructor({ text, start, end }: BlockSource, kind: TemplateKind) {
    this.#scan = new PlainScan(text, start, end);
    this.#kind = kind;
  }

  read(): PlainBlock | undefined {
    const scan = this.#scan;
    if (scan.peek() === openBracket && !this.#header()) return undefined;
    while (!scan.isAtEnd()) {
      if (!this.#line()) return undefined;
    }
    if (this.#section === undefined) return { names: [] };
    const isHinted = this.#kind.kind === 'plugin' && this.#names.size === 0;
    return isHinted ? undefined : { names: [this.#section] };
  }

  #line(): boolean {
    const first = this.#scan.peek();
    if (first === hash || first === semicolon) return this.#scan.comment();
    return this.#scan.lineEnd() || this.#variable();
  }

  #header(): boolean {
    const scan = this.#scan;
    const name = scan.sectionName();
    if (name === undefined || !scan.lineEnd() || name.toLowerCase() === 'default') return false;
    this.#section = name;
    const { sections } = this.#kind;
    return sections.length === 0 || sections.some((each) => each === name);
  }

  #variable(): boolean {
    const scan = this.#scan;
    const section = this.#section;
    if (section === undefined || !scan.variableName()) return false;
    const size = this.#names.size;
    if (this.#names.add(scan.nameHash).size === size || this.#isTaken(section)) return false;
    return scan.arrayStart() && this.#declaration(section) && scan.arrayEnd() && scan.lineEnd();
  }

  /** Only the form of a device adds fields of its own. */
  #isTaken(section: string): boolean {
    const kind = this.#kind;
    return kind.kind === 'device' && isFieldOfForm(kind, section, this.#scan.nameText());
  }

  #declaration(section: string): boolean {
    const scan = this.#scan;
    if (scan.word('string"')) return scan.comma() && scan.textDefault(this.#kind.kind === 'device');
    if (scan.word('int"')) return scan.comma() && scan.wholeNumber();
    if (scan.word('bool"')) return scan.comma() && scan.flag();
    if (scan.word('intrange"')) return scan.rangeArguments();
    if (!hasChoices(section, scan.nameText())) return false;
    if (scan.word('select"')) return scan.comma() && scan.flag();
    return scan.word('multilist"') && scan.listArguments();
  }
}
