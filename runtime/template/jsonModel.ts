/** Units `[start, end)` of a value. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** The codes of what is no JSON. */
export type JsonCode =
  | 'json-single-quotes'
  | 'json-smart-quotes'
  | 'json-python-literal'
  | 'json-unquoted-string'
  | 'json-trailing-comma'
  | 'json-missing-comma'
  | 'json-unclosed-string'
  | 'json-unclosed-array'
  | 'json-invalid-escape'
  | 'json-control-char'
  | 'json-invalid-number'
  | 'json-syntax'
  | 'nesting-too-deep';

/** A stretch that is no JSON. */
export interface JsonError extends Stretch {
  readonly code: JsonCode;
}

/** One element of an array. */
export interface ArrayElement extends Stretch {
  readonly kind: 'string' | 'number' | 'boolean' | 'null' | 'array' | 'object' | 'broken';
  /** What a text, number or boolean means. */
  readonly value: string | number | boolean | undefined;
}

/** A text, number or word, and what is wrong with it. */
export interface JsonToken {
  readonly element: ArrayElement;
  readonly errors: readonly JsonError[];
  /** Whether reading should stop here, since the token took the rest of the line. */
  readonly isLast: boolean;
}
