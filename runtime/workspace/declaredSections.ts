import type { IniRange } from '../ini/index.ts';
import type {
  PlacedBlock,
  TemplateBlock,
  TemplateModel,
  TemplateRange,
} from '../template/index.ts';

/** A variable as a template declares it; lines are those of its block. */
export interface DeclaredVariable {
  readonly name: string;
  /** In lower case. */
  readonly key: string;
  readonly range: IniRange;
  /** The type as written, and the values behind it; undefined for what is no array with a type. */
  readonly declaration: Declaration | undefined;
}

/** `["intrange", 3, "1-8"]` is the type intrange with the arguments 3 and 1-8. */
export interface Declaration {
  readonly type: string;
  readonly arguments: readonly unknown[];
}

/** A section of a template; lines are those of its block. */
interface DeclaredSection {
  readonly name: string;
  /** The text between the brackets. */
  readonly range: IniRange;
  readonly variables: readonly DeclaredVariable[];
}

/** A section and the line of the file that is its block's line zero. */
export interface PlacedSection {
  readonly section: DeclaredSection;
  readonly firstLine: number;
}

const cache = new WeakMap<TemplateBlock, readonly DeclaredSection[]>();

/** The sections of a template in order; blocks that an edit left alone are not read again. */
export function declaredSections(model: TemplateModel): readonly PlacedSection[] {
  return model.blocks.flatMap(({ block, firstLine }: PlacedBlock) =>
    sectionsIn(block).map((section) => ({ section, firstLine })),
  );
}

/** A stretch of a block as a stretch of the file. */
export function rangeInFile(range: IniRange, firstLine: number): TemplateRange {
  const line = range.line + firstLine;
  const end = range.character + range.end - range.start;
  return { start: { line, character: range.character }, end: { line, character: end } };
}

/** The names of variables as they are spelt. */
export function* namesOf(variables: ReadonlyMap<string, DeclaredVariable>): Iterable<string> {
  for (const { name } of variables.values()) yield name;
}

function sectionsIn(block: TemplateBlock): readonly DeclaredSection[] {
  const known = cache.get(block);
  if (known) return known;
  const read = block.document.sections.flatMap(({ name, header }, index) => {
    if (!header?.closed) return [];
    const entries = block.readings[index]?.entries ?? [];
    const variables = entries.map((entry) => ({
      name: entry.name,
      key: entry.name.toLowerCase(),
      range: entry.nameRange,
      declaration: readDeclaration(entry.value),
    }));
    return [{ name, range: header.name, variables }];
  });
  cache.set(block, read);
  return read;
}

function readDeclaration(value: string): Declaration | undefined {
  const elements = readArray(value.replaceAll('%%', '%'));
  const [type, ...rest] = elements ?? [];
  return typeof type === 'string' ? { type, arguments: rest } : undefined;
}

function readArray(text: string): readonly unknown[] | undefined {
  if (!text.startsWith('[')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
