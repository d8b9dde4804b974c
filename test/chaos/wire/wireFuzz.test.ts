import assert from 'node:assert/strict';
import {
  decodeUtf8,
  FrameReader,
  readMessage,
  WireError,
  writeMessage,
} from '../../../runtime/communication/wire/index.ts';
import { liveBytes } from '../../support/liveBytes.ts';
import { mutatedStream } from './mutatedFrames.ts';

const isLong = process.env['OCKLE_LONG'] === '1';
const streams = isLong ? 5_000_000 : 50_000;

/** Set it to the seed of a failure to see that one again. */
const firstSeed = Number(process.env['OCKLE_SEED'] ?? 1);

const longest = 4_096;

/** What came of a stream: the messages or why they are none, and how the stream ended. */
interface Reading {
  readonly results: readonly string[];
  readonly end: string;
}

/** Reads pieces as the product does. */
function read(pieces: readonly Uint8Array[]): Reading {
  const reader = new FrameReader(longest);
  const results: string[] = [];
  for (const piece of pieces) {
    const { payloads, refusal } = reader.push(piece);
    results.push(...payloads.map(resultOf));
    if (refusal) return { results, end: refusal.kind };
  }
  return { results, end: reader.isBetweenFrames ? 'between' : 'within' };
}

function resultOf(payload: Uint8Array): string {
  const xml = decodeUtf8(payload);
  if (xml === undefined) return 'no UTF-8';
  try {
    const message = readMessage(xml);
    return message.kind === 'unknown' ? message.className : writeMessage(message);
  } catch (thrown) {
    if (thrown instanceof WireError) return thrown.message;
    throw thrown;
  }
}

/** Reads pieces as the original does: it counts what is left down by all that has come so far. */
function readAsOriginal(pieces: readonly Uint8Array[]): string {
  const waiting = pieces.map((piece) => Buffer.from(piece).toString('latin1'));
  const receive = (most: number): string => {
    const next = waiting.shift() ?? '';
    if (next.length > most) waiting.unshift(next.slice(most));
    return next.slice(0, most);
  };
  let header = '';
  for (let byte = receive(1); byte !== ':'; byte = receive(1)) {
    if (byte === '' && waiting.length === 0) return 'spins for ever';
    header += byte;
  }
  let left = Number(header);
  if (!Number.isInteger(left)) return 'dies';
  let data = '';
  while (left > 0 && (data === '' || waiting.length > 0)) {
    data += receive(left);
    left -= data.length;
  }
  return data;
}

function cut(bytes: Buffer, cuts: readonly number[]): readonly Uint8Array[] {
  return [0, ...cuts].map((start, index) => bytes.subarray(start, cuts[index] ?? bytes.length));
}

describe(`${streams} streams of one to three mutated frames`, () => {
  it('never bring an error that is none of the wire, and read the same in any pieces', async function () {
    this.timeout(isLong ? 3_600_000 : 120_000);
    const ends = new Map<string, number>();
    let taken = 0;
    let live = 0;
    for (let seed = firstSeed; seed < firstSeed + streams; seed++) {
      const { bytes, cuts } = mutatedStream(seed);
      const whole = readOrTellSeed(seed, [bytes]);
      const inPieces = readOrTellSeed(seed, cut(bytes, cuts));
      assert.deepEqual(inPieces, whole, `OCKLE_SEED=${seed}`);
      ends.set(whole.end, (ends.get(whole.end) ?? 0) + 1);
      taken += whole.results.filter((result) => result.startsWith('<?xml')).length;
      if (seed === firstSeed + streams / 10) live = await liveBytes();
    }
    const drift = (await liveBytes()) - live;
    assert.ok(drift < 1_000_000, `${drift} bytes more live than after a tenth of the streams`);
    const counts = `${taken} messages, ${JSON.stringify([...ends])}`;
    assert.ok(taken > streams / 5, `Too few messages stay readable: ${counts}`);
    for (const end of ['noFrame', 'between', 'within']) {
      assert.ok(
        (ends.get(end) ?? 0) > streams / 100,
        `Too few streams end so: ${end} of ${counts}`,
      );
    }
  });

  it('are not read the same in pieces by the way of the original', () => {
    let different = 0;
    for (let seed = 1; seed <= 1_000; seed++) {
      const { bytes, cuts } = mutatedStream(seed);
      if (readAsOriginal([bytes]) !== readAsOriginal(cut(bytes, cuts))) different++;
    }
    assert.ok(different > 100, `Only ${different} of 1000 differ: the pieces prove nothing.`);
  });
});

function readOrTellSeed(seed: number, pieces: readonly Uint8Array[]): Reading {
  try {
    return read(pieces);
  } catch (cause) {
    throw new Error(`OCKLE_SEED=${seed} brings an error of another kind.`, { cause });
  }
}
