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
  /** What may stand there, as a sentence. */
  readonly rule: string;
  /** What true and false stand for, where the argument is one of them. */
  readonly meanings?: Readonly<Record<'true' | 'false', string>>;
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

/** How each form control is called in texts. */
export const formNames: Readonly<Record<FormControl, string>> = {
  text: 'text field',
  number: 'number field',
  'true-false': 'drop-down of True and False',
  'drop-down': 'drop-down',
  'check-boxes': 'check boxes, or a sortable list',
  'new-name': 'text field that checks whether the name is free',
};

/** How the value of each kind of argument is written in a signature. */
export const argumentSyntax: Readonly<Record<ArgumentKind, string>> = {
  string: 'string',
  integer: 'int',
  boolean: 'bool',
  range: '"min-max"',
  url: '"url"',
};

const rules: Readonly<Record<ArgumentKind, string>> = {
  string: 'A text in double quotes, without blanks at its ends and without `%`.',
  integer: 'A whole number from 0 to 9007199254740991, without quotes.',
  boolean: '`true` or `false`, in lower case and without quotes.',
  range:
    'Two whole numbers from 0 with `-` between them, in quotes, the lower one first; at most 1000 numbers.',
  url: 'A link in quotes with `~~name~~` in it, for an ordered list only.',
};

function required(name: string, kind: ArgumentKind, sample: string, doc: string): TypeArgument {
  return { name, kind, sample, doc, rule: rules[kind], isOptional: false };
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
    arguments: [
      {
        ...required('default', 'boolean', 'true', 'true or false'),
        meanings: {
          true: 'on unless config.ini says false',
          false: 'off unless config.ini says true',
        },
      },
    ],
  },
  {
    ...plain,
    name: 'intrange',
    doc: 'A whole number out of a range.',
    form: 'drop-down',
    arguments: [
      {
        ...required('default', 'integer', '1', 'the number used when config.ini has none'),
        rule: 'A whole number of the range, without quotes.',
      },
      required('range', 'range', '"1-8"', 'lowest and highest number, as "1-8"'),
    ],
  },
  {
    ...chosen,
    name: 'select',
    doc: 'One of the choices Ockle offers for this name.',
    form: 'drop-down',
    arguments: [
      {
        ...required('disabled', 'boolean', 'false', 'whether the form shows it greyed'),
        meanings: {
          true: 'greyed: the form shows the choice only',
          false: 'the choice can be changed',
        },
      },
    ],
  },
  {
    ...chosen,
    name: 'multilist',
    doc: 'Several of the choices Ockle offers for this name.',
    form: 'check-boxes',
    arguments: [
      {
        ...required('ordered', 'boolean', 'false', 'whether the order counts: drag and drop list'),
        meanings: { true: 'ordered: drag and drop list', false: 'unordered: check boxes' },
      },
      {
        name: 'url',
        kind: 'url',
        isOptional: true,
        sample: '"~~name~~"',
        doc: 'link of each entry in an ordered list; ~~name~~ stands for the entry',
        rule: rules.url,
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
