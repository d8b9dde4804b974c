import { perBlock } from '../model/perBlock.ts';
import type { TemplateBlock } from '../model/templateBlock.ts';
import { regionMarker } from './regionMarker.ts';

/** Where the lines that belong to a block's header end; lines are the block's own. */
export interface BlockEnd {
  /** The last line that is neither blank nor a comment; -1 without any. */
  readonly content: number;
  /** The last line that belongs here when another header follows. */
  readonly followed: number;
  /** The last line that belongs here when the file ends with the block. */
  readonly final: number;
  /** The first of the comment lines right above the next header, which belong to it. */
  readonly nextComments: number;
}

/**
 * Reads where a block ends. Comments below its last variable are its own unless they stand right above
 * the next header, or belong to a region that begins or ends outside.
 */
export const blockEnd = perBlock((block: TemplateBlock): BlockEnd => {
  const content = block.document.sections.at(-1)?.lastLine ?? -1;
  const comments = commentsOf(block);
  const nextComments = firstAttached(comments, content, block.lineEnds);
  const own = comments.filter(({ line }) => line < nextComments);
  return {
    content,
    nextComments,
    followed: lastOwn(own, content),
    final: lastOwn(comments, content),
  };
});

interface CommentLine {
  readonly line: number;
  readonly marker: 'start' | 'end' | undefined;
}

function commentsOf({ document }: TemplateBlock): readonly CommentLine[] {
  return document.comments.map(({ range }) => ({
    line: range.line,
    marker: regionMarker(document.textOf(range)),
  }));
}

/** The next header's line is the one after the block's last line end. */
function firstAttached(
  comments: readonly CommentLine[],
  content: number,
  headerLine: number,
): number {
  let first = headerLine;
  for (const { line, marker } of comments.toReversed()) {
    if (line !== first - 1 || line <= content || marker === 'end') break;
    first = line;
  }
  return first;
}

function lastOwn(comments: readonly CommentLine[], content: number): number {
  const open: number[] = [];
  let limit = Infinity;
  for (const { line, marker } of comments) {
    if (marker === 'start') open.push(line);
    else if (marker === 'end' && open.pop() === undefined && line > content) {
      limit = line;
      break;
    }
  }
  const crossing = open.find((line) => line > content) ?? Infinity;
  const end = Math.min(limit, crossing);
  return comments.findLast(({ line }) => line > content && line < end)?.line ?? content;
}
