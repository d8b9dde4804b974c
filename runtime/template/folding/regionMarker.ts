/** What a comment says about regions: `# region` begins one, `# endregion` ends it. */
export function regionMarker(comment: string): 'start' | 'end' | undefined {
  const word = /^[#;][ \t]*#?(end)?region\b/i.exec(comment);
  if (!word) return undefined;
  return word[1] === undefined ? 'start' : 'end';
}
