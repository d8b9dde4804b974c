import assert from 'node:assert/strict';
import { readNested } from '../../../../extension/support/nestedJson.ts';
import type { JsonValue } from '../../../../runtime/protocol/index.ts';

describe('readNested', () => {
  const cases: readonly (readonly [what: string, sent: JsonValue, read: JsonValue])[] = [
    ['an object in a text', '{"a":{"b":[1]}}', { a: { b: [1] } }],
    ['a list in a text', ' ["a", null]\n', ['a', null]],
    ['an empty object', '{}', {}],
    ['a text in brackets', '[sic]', '[sic]'],
    ['a number in a text', '5', '5'],
    ['a text in quotes', '"on"', '"on"'],
    ['True as the original writes it', 'True', 'True'],
    ['a value that is nested already', { a: '[1]' }, { a: '[1]' }],
    ['brackets that do not match', '{"a":1]', '{"a":1]'],
  ];
  for (const [what, sent, read] of cases) {
    it(`reads ${what}`, () => assert.deepEqual(readNested(sent), read));
  }

  it('leaves a text that nests too deep for a reader as it is', () => {
    const text = '['.repeat(100_000) + ']'.repeat(100_000);
    assert.equal(readNested(text), text);
  });
});
