/** Matches an element whose text is this and nothing else. */
export function exactly(text: string): RegExp {
  return new RegExp(`^\\s*${escaped(text)}\\s*$`);
}

/** Matches an element whose text begins like this. */
export function startingWith(text: string): RegExp {
  return new RegExp(`^\\s*${escaped(text)}`);
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
