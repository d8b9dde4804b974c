import type { TemplateModel } from '../model/templateModel.ts';
import { validateTemplate } from '../validateTemplate.ts';
import type { LineStretch } from './cursorPlace.ts';
import type { Proposal } from './proposal.ts';
import { expandSnippet } from './snippet.ts';

/** Longer lines are nobody's to complete, and slow to check. */
const longestWindow = 10_000;
/** Indented lines further down would make the value one that nobody completes. */
const mostFollowing = 20;

/** Those proposals after which their line, and what continues it, is no more wrong than before. */
export function soundProposals(
  model: TemplateModel,
  line: number,
  token: LineStretch,
  proposals: readonly Proposal[],
): readonly Proposal[] {
  if (proposals.length === 0) return [];
  const header = headerOf(model, line);
  const content = model.lineText(line);
  const following = followingLines(model, line);
  if (header.length + content.length + following.length > longestWindow) return [];
  const errorsWith = (text: string) =>
    errorsIn(model.file, header, text.replace(/^\ufeff/, '') + following);
  const before = errorsWith(content);
  let isSound = true;
  return proposals.filter((proposal) => {
    if (proposal.isLikePrevious === true) return isSound;
    const { start, end } = proposal.token ?? token;
    const text = content.slice(0, start) + expandSnippet(proposal.snippet) + content.slice(end);
    isSound = [...errorsWith(text)].every(([code, count]) => count <= (before.get(code) ?? 0));
    return isSound;
  });
}

/** How often each error is in the lines below the header. */
function errorsIn(file: string, header: string, text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { code, severity, range } of validateTemplate(header + text, { file })) {
    if (severity !== 'error' || range.start.line === 0) continue;
    counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return counts;
}

/** The header line above a line; any where there is none, so that the line is read all the same. */
function headerOf(model: TemplateModel, line: number): string {
  const { block, firstLine } = model.blockAt(line);
  const header = block.document.sections.findLast(
    (section) => section.header && firstLine + section.header.range.line < line,
  )?.header;
  return `${header ? block.lineText(header.range.line) : '[_]'}\n`;
}

/** The lines below that would continue a value of this line. */
function followingLines(model: TemplateModel, line: number): string {
  let text = '';
  for (let next = line + 1; next < model.lineCount && next <= line + mostFollowing; next++) {
    const content = model.lineText(next);
    if (content.trimStart() === content && content !== '') break;
    text += `\n${content}`;
    if (text.length > longestWindow) break;
  }
  return text;
}
