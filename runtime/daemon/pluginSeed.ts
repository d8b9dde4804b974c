/** A seed of the plugin's own: plugins that draw from one would draw the same numbers. */
export function pluginSeed(className: string, seed: number): number {
  let mixed = seed >>> 0;
  for (const character of className) {
    mixed = Math.imul(mixed ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return mixed;
}
