/** Objects that are known to be their own copies. */
const fixed = new WeakSet<object>();

/**
 * What `JSON.parse(JSON.stringify(value))` answers, without the text. A frozen object of nothing but texts,
 * numbers and the like is answered itself: nobody can tell it from a copy.
 */
export function copyJson(value: unknown): unknown {
  // Adding 0 makes -0 what JSON makes of it.
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : null;
  if (typeof value === 'bigint') throw new TypeError('A message cannot carry a BigInt.');
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => (isLeftOut(item) ? null : copyJson(item)));
  if (isFixed(value)) return value;
  if (hasOwnText(value)) return copyJson(value.toJSON());
  const copy: Record<string, unknown> = {};
  const own = value as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(own)) {
    const member = own[name];
    if (!isLeftOut(member)) setOwn(copy, name, copyJson(member));
  }
  return copy;
}

function isFixed(value: object): boolean {
  if (fixed.has(value)) return true;
  if (!Object.isFrozen(value) || Object.getPrototypeOf(value) !== Object.prototype) return false;
  const names = Reflect.ownKeys(value);
  const isOwnCopy = names.every((name) => {
    const member = Object.getOwnPropertyDescriptor(value, name);
    return typeof name === 'string' && member?.enumerable === true && isPlain(member.value);
  });
  if (isOwnCopy) fixed.add(value);
  return isOwnCopy;
}

/** Whether JSON keeps it as it is; false for the value of a getter, which is undefined. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
  return typeof value === 'string' || typeof value === 'boolean' || value === null;
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
