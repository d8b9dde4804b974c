/** What `JSON.parse(JSON.stringify(value))` answers, without the text. */
export function copyJson(value: unknown): unknown {
  // Adding 0 makes -0 what JSON makes of it.
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : null;
  if (typeof value === 'bigint') throw new TypeError('A message cannot carry a BigInt.');
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => (isLeftOut(item) ? null : copyJson(item)));
  if (hasOwnText(value)) return copyJson(value.toJSON());
  const copy: Record<string, unknown> = {};
  const own = value as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(own)) {
    const member = own[name];
    if (!isLeftOut(member)) setOwn(copy, name, copyJson(member));
  }
  return copy;
}

/** A Date, for instance. */
function hasOwnText(value: object): value is { toJSON(): unknown } {
  return 'toJSON' in value && typeof value.toJSON === 'function';
}

function isLeftOut(value: unknown): boolean {
  return value === undefined || typeof value === 'function' || typeof value === 'symbol';
}

function setOwn(target: Record<string, unknown>, name: string, value: unknown): void {
  if (name !== '__proto__') target[name] = value;
  else {
    const attributes = { enumerable: true, configurable: true, writable: true };
    Object.defineProperty(target, name, { value, ...attributes });
  }
}
