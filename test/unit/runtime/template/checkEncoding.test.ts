import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeUtf8 } from '../../../../runtime/template/decodeUtf8.ts';
import { checkEncoding } from '../../../../runtime/template/checkEncoding.ts';

function found(bytes: Uint8Array): readonly string[] {
  return checkEncoding(bytes).map(
    ({ code, range: { start, end } }) =>
      `${code} ${start.line}:${start.character}-${end.line}:${end.character}`,
  );
}

describe('checkEncoding', () => {
  const text = '[plugins.Demo]\nA=["string","é"]\n';

  it('finds nothing in UTF-8 with any proper line end', () => {
    assert.deepEqual(found(Buffer.from(text)), []);
    assert.deepEqual(found(Buffer.from(text.replaceAll('\n', '\r\n'))), []);
    assert.deepEqual(found(new Uint8Array()), []);
  });

  it('marks the first line of what is no UTF-8', () => {
    assert.deepEqual(found(Buffer.from(text, 'latin1')), ['not-utf8 0:0-0:14']);
    const [utf16] = checkEncoding(Buffer.from(`\ufeff${text}`, 'utf16le'));
    assert.equal(utf16?.code, 'not-utf8');
    assert.match(utf16.message, /UTF-16/);
    assert.equal(utf16.range.start.line, 0);
  });

  it('marks a byte-order mark and lone carriage returns, which editors hide', () => {
    assert.deepEqual(found(Buffer.from(`\ufeff${text}`)), ['bom 0:0-0:1']);
    assert.deepEqual(found(Buffer.from('[a]\r\n\rB=1\r')), ['lone-cr 1:0-1:1', 'lone-cr 2:3-2:4']);
  });

  it('reads bytes as the decoder of the platform does', () => {
    const lenient = new TextDecoder('utf-8', { ignoreBOM: true });
    const strict = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });
    const isValid = (bytes: Uint8Array) => {
      try {
        strict.decode(bytes);
        return true;
      } catch {
        return false;
      }
    };
    const edges = fc.constantFrom(
      0,
      0x41,
      0x7f,
      0x80,
      0xbf,
      0xc0,
      0xc2,
      0xdf,
      0xe0,
      0xed,
      0xf0,
      0xf4,
    );
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 20 }),
      fc.array(edges, { maxLength: 8 }).map((each) => Uint8Array.from(each)),
      fc.string({ unit: 'binary', maxLength: 20 }).map((each) => new TextEncoder().encode(each)),
    );
    fc.assert(
      fc.property(bytes, (each) => {
        const decoded = decodeUtf8(each);
        assert.equal(decoded.isValid, isValid(each));
        if (decoded.isValid) assert.equal(decoded.text, lenient.decode(each));
      }),
      { numRuns: 1000 },
    );
    const long = new TextEncoder().encode('ä😀x'.repeat(5000));
    assert.equal(decodeUtf8(long).text, 'ä😀x'.repeat(5000));
  });
});
