/** Longer texts would fill the screen. */
const longestText = 300;

/** A text as Markdown that shows it as it is. */
export function plainMarkdown(text: string): string {
  return text
    .replace(/[\\`*_{}[\]()#+\-.!|<>&~$]/g, '\\$&')
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .join('  \n');
}

/** A text as code within a line. */
export function codeSpan(text: string): string {
  const shown = shortened(text.replace(/\s+/g, ' '));
  if (shown.trim() === '') return '(blank)';
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((ticks) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const gap = shown.startsWith('`') || shown.endsWith('`') ? ' ' : '';
  return fence + gap + shown + gap + fence;
}

/** Never cuts a surrogate pair in two. */
function shortened(text: string): string {
  if (text.length <= longestText) return text;
  const isInPair = /[\ud800-\udbff]/.test(text.charAt(longestText - 1));
  return `${text.slice(0, isInPair ? longestText - 1 : longestText)}…`;
}
