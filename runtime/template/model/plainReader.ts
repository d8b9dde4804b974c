import { hasChoices } from '../rules/choiceRules.ts';
import { isFieldOfForm } from '../rules/keyRules.ts';
import type { TemplateKind } from '../templateKind.ts';
import { NameHashes } from './nameHashes.ts';
import { PlainScan } from './plainScan.ts';
import type { BlockSource } from './templateBlock.ts';

const openBracket = 0x5b;
const hash = 0x23;
const semicolon = 0x3b;
const noNames: readonly string[] = [];

/**
 * Recognises the blocks that nearly all templates are made of, in one pass that makes no objects for
 * lines. What it takes has been written as the language wants it and breaks no rule; what it does not
 * take may still be right: the rules decide that, and what "right" means.
 */
export class PlainReader {
  readonly #kind: TemplateKind;
  readonly #scan = new PlainScan();
  readonly #variables = new NameHashes();
  /** Empty before the first header. */
  #section = '';

  constructor(kind: TemplateKind) {
    this.#kind = kind;
  }

  /**
   * The name of the section of a plain block, none for what precedes the first header; undefined where
   * there may be something to say.
   */
  read(source: BlockSource): readonly string[] | undefined {
    const scan = this.#scan;
    scan.open(source);
    this.#variables.clear();
    this.#section = '';
    if (scan.peek() === openBracket && !this.#header()) return undefined;
    while (!scan.isAtEnd()) {
      if (!this.#line()) return undefined;
    }
    if (this.#section === '') return noNames;
    const isHinted = this.#kind.kind === 'plugin' && this.#variables.size === 0;
    return isHinted ? undefined : [this.#section];
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
    if (section === '' || !scan.variableName()) return false;
    if (!this.#variables.add(scan.nameHash) || this.#isTaken(section)) return false;
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
