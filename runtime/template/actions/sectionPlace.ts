import type { IniHeader, IniSection } from '../../ini/index.ts';
import type { TemplateModel } from '../model/templateModel.ts';
import { firstColumn, textOfLines } from './lineEdits.ts';

/** A section with a header and where it stands in the file. */
export interface SectionPlace {
  readonly section: IniSection;
  readonly header: IniHeader;
  /** Its name without blanks at the ends. */
  readonly name: string;
  /** Lines of the file: that of the header, and the last that has content. */
  readonly firstLine: number;
  readonly lastLine: number;
}

/** The section whose header stands in a line of the file. */
export function sectionAt(model: TemplateModel, line: number): SectionPlace | undefined {
  const { block, firstLine } = model.blockAt(line);
  for (const section of block.document.sections) {
    const { header } = section;
    if (header?.range.line !== line - firstLine) continue;
    const lastLine = section.lastLine + firstLine;
    return { section, header, name: section.name.trim(), firstLine: line, lastLine };
  }
  return undefined;
}

/** The first section of a name, blanks at its ends left out. */
export function sectionNamed(model: TemplateModel, name: string): SectionPlace | undefined {
  for (const { block, firstLine } of model.blocks) {
    if (!block.text.includes(name)) continue;
    for (const { name: each, header } of block.document.sections) {
      if (header?.closed === true && each.trim() === name) {
        return sectionAt(model, firstLine + header.range.line);
      }
    }
  }
  return undefined;
}

/** The first line of the comments that stand directly above a line of the file. */
export function commentsAbove(model: TemplateModel, line: number): number {
  let first = line;
  while (
    first > 0 &&
    /^[#;]/.test(model.lineText(first - 1).slice(firstColumn(model, first - 1)))
  ) {
    first--;
  }
  return first;
}

/** The lines of a section below its header, without those that belong to what follows. */
export function bodyOf(
  model: TemplateModel,
  { firstLine, lastLine }: SectionPlace,
): readonly string[] {
  return textOfLines(model, firstLine + 1, lastLine);
}

/** Whether lines can stand below any others without becoming a part of a value there. */
export function isSelfContained(lines: readonly string[]): boolean {
  const first = lines.find((each) => each.trim() !== '' && !/^\s*[#;]/.test(each));
  return first === undefined || !/^\s/.test(first);
}
