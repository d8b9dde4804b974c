/** Shows the documentation of a diagnostic's code. */
export const explainCode = 'ockle.explainCode';

/** The address of a diagnostic's documentation; `{code}` stands for its code. */
export const documentationUri = `command:${explainCode}?%5B%22{code}%22%5D`;
