import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  encodeFrame,
  FrameReader,
  type FrameBatch,
} from '../../../../../runtime/communication/wire/index.ts';
import { liveBytes } from '../../../../support/liveBytes.ts';

const limit = 1_000;

function bytes(text: string): Uint8Array {
  return Buffer.from(text, 'latin1');
}

function texts(batch: FrameBatch): readonly string[] {
  return batch.payloads.map((payload) => Buffer.from(payload).toString('utf8'));
}

/** What a reader makes of a stream that arrives in these pieces. */
function readAll(pieces: readonly Uint8Array[], reader = new FrameReader(limit)) {
  const payloads: string[] = [];
  for (const piece of pieces) {
    const batch = reader.push(piece);
    payloads.push(...texts(batch));
    if (batch.refusal) return { payloads, refusal: batch.refusal };
  }
  return { payloads, isBetweenFrames: reader.isBetweenFrames };
}

/** The same bytes cut at these places. */
function cut(stream: Uint8Array, places: readonly number[]): readonly Uint8Array[] {
  const at = [...new Set(places.map((place) => place % (stream.length + 1)))].sort((a, b) => a - b);
  return [0, ...at].map((start, index) => stream.subarray(start, at[index] ?? stream.length));
}

describe('A frame', () => {
  it('is the number of bytes, a colon and the bytes', () => {
    assert.equal(Buffer.from(encodeFrame('né')).toString('utf8'), '3:né');
    assert.equal(Buffer.from(encodeFrame('')).toString('utf8'), '0:');
  });

  it('is read however its length is written', () => {
    for (const header of ['3', ' 3', '\r\n3', '+3', '0003', '3 ', '\t+03\r\n', '\v3\f']) {
      assert.deepEqual(readAll([bytes(`${header}:abc`)]).payloads, ['abc'], header);
    }
  });

  it('may be empty', () => {
    assert.deepEqual(readAll([bytes('0:'), bytes('1:a0:')]), {
      payloads: ['', 'a', ''],
      isBetweenFrames: true,
    });
  });

  for (const start of ['G', 'POST / HTTP/1.1', '\x16\x03\x01', '\0', '-5:', ':', '<', '\xff']) {
    it(`cannot begin with ${JSON.stringify(start)}`, () => {
      const batch = new FrameReader(limit).push(bytes(start));
      assert.deepEqual(batch, { payloads: [], refusal: { kind: 'noFrame' } });
    });
  }

  for (const header of ['1 2:', '1x:', '+ 1:', '++1:', '1+:', '1_0:', `${'0'.repeat(65)}:`]) {
    it(`has no length ${JSON.stringify(header.slice(0, 10))}`, () => {
      assert.equal(new FrameReader(limit).push(bytes(header)).refusal?.kind, 'noFrame');
    });
  }

  it('is taken up to the limit', () => {
    for (const length of [limit - 1, limit]) {
      const payload = 'x'.repeat(length);
      assert.deepEqual(readAll([encodeFrame(payload)]).payloads, [payload]);
    }
    const refusal = { kind: 'tooLong', longest: limit };
    assert.deepEqual(readAll([encodeFrame('x'.repeat(limit + 1))]), { payloads: [], refusal });
  });

  it('is refused with its eighth digit whatever the limit', () => {
    const reader = new FrameReader(Number.MAX_SAFE_INTEGER);
    assert.equal(reader.push(bytes('9999999')).refusal, undefined);
    assert.equal(reader.push(bytes('0')).refusal?.kind, 'tooLong');
  });

  it('ends the stream when it is refused', () => {
    const reader = new FrameReader(limit);
    assert.deepEqual(texts(reader.push(bytes('1:ax'))), ['a']);
    assert.deepEqual(reader.push(bytes('1:b')), { payloads: [], refusal: { kind: 'noFrame' } });
  });

  it('says whether one has begun', () => {
    const reader = new FrameReader(limit);
    const states = ['', '2', ':', 'a', 'b', ' '].map((piece) => {
      reader.push(bytes(piece));
      return reader.isBetweenFrames;
    });
    assert.deepEqual(states, [true, false, false, false, true, false]);
  });

  it('takes memory for what has arrived only', async () => {
    const before = await liveBytes();
    const readers = Array.from({ length: 1_000 }, () => new FrameReader(9_999_999));
    for (const reader of readers) {
      reader.push(bytes('9999999:'));
      reader.push(bytes('<?xml'));
    }
    const kept = (await liveBytes()) - before;
    assert.ok(readers.every((reader) => !reader.isBetweenFrames));
    assert.ok(kept < 10_000_000, `${kept} bytes for ${readers.length} announcements`);
  });

  it('is the same in any pieces', () => {
    const payload = fc.oneof(fc.string({ unit: 'binary' }), fc.constant('x'.repeat(900)));
    const places = fc.array(fc.nat(5_000), { maxLength: 40 });
    fc.assert(
      fc.property(fc.array(payload, { maxLength: 6 }), places, (payloads, at) => {
        const sent = payloads.map((each) => each.toWellFormed());
        const stream = Buffer.concat(sent.map((each) => encodeFrame(each)));
        const reader = new FrameReader(9_999_999);
        assert.deepEqual(readAll(cut(stream, at), reader).payloads, sent);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is the same byte by byte', () => {
    const stream = Buffer.concat([encodeFrame('x'.repeat(900)), encodeFrame('é'), bytes(' 1 :z')]);
    const single = Array.from(stream, (byte) => Uint8Array.of(byte));
    assert.deepEqual(readAll(single), readAll([stream]));
  });
});
