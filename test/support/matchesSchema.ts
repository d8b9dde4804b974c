/** The part of JSON schema that our own schemas use. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly enumDescriptions?: readonly string[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema | boolean>>;
  readonly additionalProperties?: boolean;
  readonly items?: Schema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly allOf?: readonly Schema[];
  readonly if?: Schema;
  readonly then?: Schema;
  readonly definitions?: Readonly<Record<string, Schema>>;
}

/** Whether a value is as a JSON schema says. */
export function matchesSchema(value: unknown, root: Schema): boolean {
  const matches: Matches = (item, given) => {
    if (typeof given === 'boolean') return given;
    const schema = resolve(given, root);
    return (
      hasType(item, schema) &&
      isInRange(item, schema) &&
      partsMatch(item, schema, matches) &&
      membersMatch(item, schema, matches) &&
      (!Array.isArray(item) || item.every((each) => matches(each, schema.items ?? true)))
    );
  };
  return matches(value, root);
}

type Matches = (item: unknown, schema: Schema | boolean) => boolean;

function resolve(given: Schema, root: Schema): Schema {
  if (given.$ref === undefined) return given;
  const schema = root.definitions?.[given.$ref.replace('#/definitions/', '')];
  if (schema) return schema;
  throw new Error(`The schema does not define ${given.$ref}.`);
}

function partsMatch(item: unknown, schema: Schema, matches: Matches): boolean {
  if (schema.if && matches(item, schema.if) && !matches(item, schema.then ?? true)) return false;
  return (schema.allOf ?? []).every((part) => matches(item, part));
}

function hasType(item: unknown, schema: Schema): boolean {
  if ('const' in schema && item !== schema.const) return false;
  if (schema.enum && !schema.enum.includes(item)) return false;
  switch (schema.type) {
    case undefined:
      return true;
    case 'integer':
      return Number.isInteger(item);
    case 'array':
      return Array.isArray(item);
    case 'object':
      return isObject(item);
    default:
      return typeof item === schema.type;
  }
}

function isInRange(item: unknown, schema: Schema): boolean {
  if (typeof item !== 'number') return true;
  const { minimum = -Infinity, maximum = Infinity, exclusiveMinimum = -Infinity } = schema;
  return item >= minimum && item <= maximum && item > exclusiveMinimum;
}

function membersMatch(
  item: unknown,
  { required = [], properties = {}, additionalProperties = true }: Schema,
  matches: Matches,
): boolean {
  if (!isObject(item)) return true;
  return (
    required.every((name) => Object.hasOwn(item, name)) &&
    Object.entries(item).every(([name, each]) =>
      matches(each, properties[name] ?? additionalProperties),
    )
  );
}

function isObject(item: unknown): item is Readonly<Record<string, unknown>> {
  return typeof item === 'object' && item !== null && !Array.isArray(item);
}
