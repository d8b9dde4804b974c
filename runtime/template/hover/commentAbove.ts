import type { TemplateModel } from '../model/templateModel.ts';

/** Longer comments are no description of one variable. */
const mostLines = 30;

/** The comment lines directly above a line without their marks; empty where there are none. */
export function commentAbove(model: TemplateModel, line: number): string {
  const lines: string[] = [];
  for (let above = line - 1; above >= 0 && lines.length < mostLines; above--) {
    const content = model.lineText(above).replace(/^\ufeff/, '');
    if (!content.startsWith('#') && !content.startsWith(';')) break;
    const text = content.replace(/^[#;]+/, '').trim();
    if (!text.startsWith('ockle-ignore-')) lines.unshift(text);
  }
  return lines.join('\n').trim();
}
