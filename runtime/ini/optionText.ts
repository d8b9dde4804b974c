import type { IniOption, IniRange } from './iniModel.ts';

/** The pieces of text that make up a value, in order: its own line, then its continuation lines. */
export function valueParts(option: IniOption): readonly IniRange[] {
  return [option.valueRange, ...option.continuation];
}

/** The piece that holds the n-th unit of an option's value, and the offset of that unit. */
export function placeInValue(
  option: IniOption,
  index: number,
): { readonly part: IniRange; readonly offset: number } {
  let rest = index;
  for (const part of valueParts(option)) {
    const length = part.end - part.start;
    if (rest <= length) return { part, offset: part.start + rest };
    rest -= length + 1;
  }
  const last = option.continuation.at(-1) ?? option.valueRange;
  return { part: last, offset: last.end };
}
