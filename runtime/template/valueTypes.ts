/** What the web form shows for a variable. */
export type FormControl =
  'text' | 'number' | 'true-false' | 'drop-down' | 'check-boxes' | 'new-name';

/** What JSON value an argument must be, and which text a string must hold. */
export type ArgumentKind = 'string' | 'integer' | 'boolean' | 'range' | 'url';

/** One element after the type name. */
export interface TypeArgument {
  readonly name: string;
  readonly kind: ArgumentKind;
  readonly isOptional: boolean;
  readonly doc: string;
  /** The JSON text that whole-array completion starts with. */
  readonly sample: string;
}

/** One kind of variable a template can declare. */
export interface ValueType {
  readonly name: string;
  readonly doc: string;
  readonly form: FormControl;
  readonly arguments: readonly TypeArgument[];
  /** Whether the first argument is the value a plugin reads when config.ini has none. */
  readonly hasDefault: boolean;
  /** Whether the choices come from the program: only a few names have them. */
  readonly needsChoices: boolean;
  /** Put in by the program itself; a template must not use it. */
  readonly isInternal: boolean;
}

const plain = { hasDefault: true, needsChoices: false, isInternal: false } as const;
const chosen = { hasDefault: false, needsChoices: true, isInternal: false } as const;

function required(name: string, kind: ArgumentKind, sample: string, doc: string): TypeArgument {
  return { name, kind, sample, doc, isOptional: false };
}

/** Every type of the template language; rules, completion, defaults and docs are driven by it. */
export const valueTypes: readonly ValueType[] = [
  {
    ...plain,
    name: 'string',
    doc: 'One line of text.',
    form: 'text',
    arguments: [required('default', 'string', '""', 'the text used when config.ini has none')],
  },
  {
    ...plain,
    name: 'int',
    doc: 'A whole number, zero or more.',
    form: 'number',
    arguments: [required('default', 'integer', '1', 'the number used when config.ini has none')],
  },
  {
    ...plain,
    name: 'bool',
    doc: 'True or false.',
    form: 'true-false',
    arguments: [required('default', 'boolean', 'true', 'true or false')],
  },
  {
    ...plain,
    name: 'intrange',
    doc: 'A whole number out of a range.',
    form: 'drop-down',
    arguments: [
      required('default', 'integer', '1', 'the number used when config.ini has none'),
      required('range', 'range', '"1-8"', 'lowest and highest number, as "1-8"'),
    ],
  },
  {
    ...chosen,
    name: 'select',
    doc: 'One of the choices Ockle offers for this name.',
    form: 'drop-down',
    arguments: [required('disabled', 'boolean', 'false', 'whether the form shows it greyed')],
  },
  {
    ...chosen,
    name: 'multilist',
    doc: 'Several of the choices Ockle offers for this name.',
    form: 'check-boxes',
    arguments: [
      required('ordered', 'boolean', 'false', 'whether the order counts: drag and drop list'),
      {
        name: 'url',
        kind: 'url',
        isOptional: true,
        sample: '"~~name~~"',
        doc: 'link of each entry in an ordered list; ~~name~~ stands for the entry',
      },
    ],
  },
  {
    ...plain,
    name: 'name',
    doc: 'The name of a new object; put in by the create forms themselves.',
    form: 'new-name',
    arguments: [required('default', 'string', '""', 'the name proposed')],
    isInternal: true,
  },
];

const byName: ReadonlyMap<string, ValueType> = new Map(valueTypes.map((type) => [type.name, type]));

/** The type of that exact, case-sensitive name. */
export function findValueType(name: string): ValueType | undefined {
  return byName.get(name);
}
