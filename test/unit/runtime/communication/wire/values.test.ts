import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  decodeUtf8,
  encodeUtf8,
  isXmlName,
  pythonJson,
  pythonText,
  WireError,
  type JsonValue,
} from '../../../../../runtime/communication/wire/index.ts';

describe('UTF-8', () => {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const decoded = (bytes: Uint8Array): string | undefined => {
    try {
      return strict.decode(bytes);
    } catch {
      return undefined;
    }
  };

  it('is written as the platform writes it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (left, right) => {
        const text = `${left}\uD83D${right}`;
        assert.deepEqual(Buffer.from(encodeUtf8(text)), Buffer.from(text.toWellFormed()));
      }),
    );
  });

  it('is read as the platform reads it, mistakes included', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
        assert.equal(decodeUtf8(bytes), decoded(bytes));
      }),
      { numRuns: 20_000 },
    );
    for (let first = 0; first < 256; first++) {
      for (let second = 0; second < 256; second++) {
        for (const rest of [[], [0x80], [0xbf, 0xbf], [0x80, 0x41]]) {
          const bytes = Uint8Array.of(first, second, ...rest);
          const [mine, platforms] = [decodeUtf8(bytes), decoded(bytes)];
          if (mine !== platforms) assert.equal(mine, platforms, bytes.toString());
        }
      }
    }
  });

  it('is read in any length', () => {
    for (const text of [
      'x'.repeat(8_191),
      'x'.repeat(8_192),
      'x'.repeat(20_000),
      'é🔌'.repeat(9e3),
    ]) {
      assert.equal(decodeUtf8(encodeUtf8(text)), text);
    }
  });
});

describe('pythonJson', () => {
  it('writes what json.dumps writes', () => {
    assert.equal(
      pythonJson({ a: [1, 2.5, true, null, 'x'], b: {}, c: [], 'é"\\': 'ü🔌\n\x7f\x01' }),
      '{"a": [1, 2.5, true, null, "x"], "b": {}, "c": [], "\\u00e9\\"\\\\": "\\u00fc\\ud83d\\udd0c\\n\\u007f\\u0001"}',
    );
  });

  it('reads back the same', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = pythonJson(value as JsonValue);
        assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(value)));
        assert.match(text, /^[ -~]*$/);
      }),
    );
  });

  it('refuses values deeper than 100', () => {
    const nested = (depth: number): JsonValue => {
      let value: JsonValue = [];
      for (let level = 1; level < depth; level++) value = [value];
      return value;
    };
    assert.equal(pythonJson(nested(99)).length, 198);
    assert.equal(pythonJson(nested(100)).length, 200);
    assert.throws(() => pythonJson(nested(101)), WireError);
  });
});

describe('pythonText', () => {
  it('writes what str() of Python 2 writes', () => {
    const values: readonly JsonValue[] = [true, false, null, 3, -1, 0.5, 'x', '', [], { a: 'b' }];
    assert.deepEqual(values.map(pythonText), [
      'True',
      'False',
      'None',
      '3',
      '-1',
      '0.5',
      'x',
      '',
      '[]',
      '{"a": "b"}',
    ]);
  });
});

describe('isXmlName', () => {
  it('takes letters of any language', () => {
    for (const name of ['a', '_x', 'ServerView', 'a-b.c_1', 'é', '電源', 'x'.repeat(1_000)]) {
      assert.ok(isXmlName(name), name);
    }
  });

  it('takes nothing that would end a tag or ask for a namespace', () => {
    for (const name of [
      '',
      ' ',
      '1',
      '-a',
      '.a',
      'a b',
      'a:b',
      ':a',
      'a>',
      'a/',
      'a=',
      'x'.repeat(1_001),
    ]) {
      assert.ok(!isXmlName(name), name);
    }
  });
});
