import { TemplateBlock } from './templateBlock.ts';

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const openBracket = 0x5b;

/** The blocks of a text in order, at least one; joined they are the text. */
export function splitBlocks(text: string): readonly TemplateBlock[] {
  const blocks: TemplateBlock[] = [];
  let start = 0;
  let lineEnds = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code !== lineFeed && code !== carriageReturn) continue;
    if (code === carriageReturn && text.charCodeAt(at + 1) === lineFeed) at++;
    lineEnds++;
    if (text.charCodeAt(at + 1) !== openBracket) continue;
    blocks.push(new TemplateBlock(text, start, at + 1, lineEnds));
    start = at + 1;
    lineEnds = 0;
  }
  blocks.push(new TemplateBlock(text, start, text.length, lineEnds));
  return blocks;
}
