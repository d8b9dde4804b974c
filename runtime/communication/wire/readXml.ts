import { WireError } from './wireError.ts';
import { isReadableXmlName } from './xmlName.ts';
import { findUnfit, resolveReferences } from './xmlText.ts';

/** How much a document may hold. */
export interface XmlLimits {
  /** Elements inside each other. */
  readonly depth: number;
  /** Elements, comments and CDATA sections. */
  readonly nodes: number;
  /** Attributes of one element. */
  readonly attributes: number;
  /** Characters of the text of one element. */
  readonly text: number;
}

/** What a message of a client needs at most, and more. */
export const usualXmlLimits: XmlLimits = {
  depth: 16,
  nodes: 1_000,
  attributes: 64,
  text: 262_144,
};

/** An element with all text that stands directly in it, CDATA included. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

/**
 * Reads the XML that messages are written in: elements, attributes, text, CDATA, comments and
 * character references. Declarations of types and entities are refused, and time and memory
 * grow with the length of the document only.
 * @throws WireError
 */
export function readXml(document: string, limits: XmlLimits = usualXmlLimits): XmlElement {
  const unfit = findUnfit(document);
  if (unfit >= 0) throw new WireError(`Character ${unfit + 1} is none that XML has.`);
  const text = document.includes('\r') ? document.replace(/\r\n?/g, '\n') : document;
  return new XmlReader(text, limits).read();
}

interface OpenElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
  text: string;
}

/** What nearly every element has. */
const noAttributes: ReadonlyMap<string, string> = new Map();

const declaration =
  /^\uFEFF?(?:<\?xml[ \t\n]+version[ \t\n]*=[ \t\n]*["']1\.\d["'](?:[ \t\n]+encoding[ \t\n]*=[ \t\n]*["']([A-Za-z0-9._-]{1,40})["'])?(?:[ \t\n]+standalone[ \t\n]*=[ \t\n]*["'](?:yes|no)["'])?[ \t\n]*\?>)?/;

const readableEncodings = /^(?:utf-?8|us-ascii|ascii)$/i;

class XmlReader {
  readonly #text: string;
  readonly #limits: XmlLimits;
  readonly #open: OpenElement[] = [];
  #at = 0;
  #nodes = 0;
  #root: XmlElement | undefined;

  constructor(text: string, limits: XmlLimits) {
    this.#text = text;
    this.#limits = limits;
  }

  read(): XmlElement {
    this.#readDeclaration();
    while (this.#at < this.#text.length) {
      const tag = this.#text.indexOf('<', this.#at);
      const end = tag < 0 ? this.#text.length : tag;
      if (end > this.#at) this.#addText(resolveReferences(this.#text.slice(this.#at, end)));
      this.#at = end;
      if (tag >= 0) this.#readMarkup();
    }
    const open = this.#open.at(-1);
    if (open) throw new WireError(`<${open.name}> is not closed.`);
    if (!this.#root) throw new WireError('There is no element.');
    return this.#root;
  }

  #readDeclaration(): void {
    const [all = '', encoding = 'utf-8'] = declaration.exec(this.#text) ?? [];
    if (!readableEncodings.test(encoding)) {
      throw new WireError(`The encoding ${encoding} is not read. Write UTF-8.`);
    }
    this.#at = all.length;
  }

  #readMarkup(): void {
    const text = this.#text;
    const next = text[this.#at + 1];
    if (next === '/') this.#closeElement();
    else if (text.startsWith('<!--', this.#at)) this.#skipComment();
    else if (text.startsWith('<![CDATA[', this.#at)) this.#readCdata();
    else if (next === '?') throw this.#wrong('a processing instruction, which is not read');
    else if (next === '!') throw this.#wrong('a declaration of types, which is not read');
    else this.#openElement();
  }

  #skipComment(): void {
    this.#countNode();
    this.#at = this.#find('-->', this.#at + 4, 'a comment that is not closed') + 3;
  }

  #readCdata(): void {
    this.#countNode();
    const start = this.#at + 9;
    const end = this.#find(']]>', start, 'a CDATA section that is not closed');
    this.#addText(this.#text.slice(start, end), 'CDATA');
    this.#at = end + 3;
  }

  #addText(text: string, kind?: 'CDATA'): void {
    const open = this.#open.at(-1);
    if (!open) {
      if (kind === undefined && /^[ \t\n]*$/.test(text)) return;
      throw this.#wrong('text outside the element');
    }
    if (open.text.length + text.length > this.#limits.text) {
      const { text: most } = this.#limits;
      throw new WireError(`The text of <${open.name}> has more than ${most} characters.`);
    }
    open.text += text;
  }

  #openElement(): void {
    this.#countNode();
    const tag = new TagReader(this.#text, this.#at, this.#limits.attributes).read();
    this.#at = tag.end;
    if (this.#open.length >= this.#limits.depth) {
      throw new WireError(`Elements are nested more than ${this.#limits.depth} deep.`);
    }
    if (this.#root) throw new WireError(`<${tag.name}> stands after the end of the message.`);
    const { name, attributes } = tag;
    this.#open.push({ name, attributes, children: [], text: '' });
    if (tag.isEmpty) this.#endElement();
  }

  #closeElement(): void {
    const end = this.#find('>', this.#at + 2, 'a tag that is not closed');
    const name = this.#text.slice(this.#at + 2, end).trimEnd();
    const open = this.#open.at(-1);
    if (open?.name !== name) {
      throw this.#wrong(`</${shorten(name)}> in the place of </${open?.name ?? ''}>`);
    }
    this.#at = end + 1;
    this.#endElement();
  }

  #endElement(): void {
    const open = this.#open.pop();
    if (!open) return;
    const parent = this.#open.at(-1);
    if (parent) parent.children.push(open);
    else this.#root = open;
  }

  #countNode(): void {
    if (++this.#nodes <= this.#limits.nodes) return;
    throw new WireError(`There are more than ${this.#limits.nodes} elements and comments.`);
  }

  #find(text: string, from: number, what: string): number {
    const found = this.#text.indexOf(text, from);
    if (found < 0) throw this.#wrong(what);
    return found;
  }

  #wrong(what: string): WireError {
    return new WireError(`Character ${this.#at + 1} begins ${what}.`);
  }
}

interface Tag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly isEmpty: boolean;
  /** Just behind its `>`. */
  readonly end: number;
}

/** Reads one start tag. */
class TagReader {
  readonly #text: string;
  readonly #start: number;
  readonly #mostAttributes: number;
  #at: number;

  constructor(text: string, start: number, mostAttributes: number) {
    this.#text = text;
    this.#start = start;
    this.#at = start + 1;
    this.#mostAttributes = mostAttributes;
  }

  read(): Tag {
    const name = this.#name();
    let attributes: Map<string, string> | undefined;
    for (;;) {
      const hadBlank = this.#skipBlanks();
      const next = this.#text[this.#at];
      const isEmpty = next === '/' && this.#text[this.#at + 1] === '>';
      if (isEmpty || next === '>') {
        const end = this.#at + (isEmpty ? 2 : 1);
        return { name, attributes: attributes ?? noAttributes, isEmpty, end };
      }
      if (!hadBlank) throw this.#wrong();
      attributes ??= new Map();
      this.#readAttribute(attributes);
    }
  }

  #readAttribute(attributes: Map<string, string>): void {
    const name = this.#name();
    this.#skipBlanks();
    if (this.#text[this.#at] !== '=') throw this.#wrong();
    this.#at++;
    this.#skipBlanks();
    const quote = this.#text[this.#at];
    if (quote !== '"' && quote !== "'") throw this.#wrong();
    const end = this.#text.indexOf(quote, this.#at + 1);
    const value = this.#text.slice(this.#at + 1, end);
    if (end < 0 || value.includes('<')) throw this.#wrong();
    if (attributes.has(name)) throw new WireError(`The attribute ${name} is given twice.`);
    if (attributes.size >= this.#mostAttributes) {
      throw new WireError(`An element has more than ${this.#mostAttributes} attributes.`);
    }
    attributes.set(name, resolveReferences(value.replace(/[\t\n]/g, ' ')));
    this.#at = end + 1;
  }

  #name(): string {
    const start = this.#at;
    let end = start;
    while (end < this.#text.length && !endsName(this.#text.charCodeAt(end))) end++;
    const name = this.#text.slice(start, end);
    if (!isReadableXmlName(name)) throw this.#wrong();
    this.#at = end;
    return name;
  }

  #skipBlanks(): boolean {
    const start = this.#at;
    let next = this.#text[start];
    while (next === ' ' || next === '\n' || next === '\t') next = this.#text[++this.#at];
    return this.#at > start;
  }

  #wrong(): WireError {
    return new WireError(`Character ${this.#start + 1} begins a tag that is not well-formed.`);
  }
}

const nameEnds: ReadonlySet<number> = new Set(
  Array.from(' \t\n/>=<"\'', (character) => character.charCodeAt(0)),
);

function endsName(code: number): boolean {
  return code < 0x40 && nameEnds.has(code);
}

function shorten(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 40)}…`;
}
