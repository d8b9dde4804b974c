import { encodeFrame } from '../../../runtime/communication/wire/index.ts';
import { examples } from '../../unit/runtime/communication/wire/examples.ts';
import { seededRandom, type Random } from './seededRandom.ts';

const odd = [
  '<!DOCTYPE a>',
  '<![CDATA[',
  ']]>',
  '<!--',
  '-->',
  '&#0;',
  '&#xFFFFFFFFF;',
  '&lol;',
  '&',
  '<a>',
  '</a>',
  '<a/>',
  '<data>',
  '"',
  '\0',
  '\r\n',
  '\uFFFE',
  '🔌',
  '__proto__',
  ' ',
  ':',
  '9999999',
] as const;

const payloads = examples.flatMap(({ request, reply }) =>
  [request?.frame, reply.frame].flatMap((frame) =>
    frame === undefined ? [] : [frame.slice(frame.indexOf(':') + 1)],
  ),
);

/** A stream of one to three frames, most of them no longer what they were. */
export function mutatedStream(seed: number): {
  readonly bytes: Buffer;
  readonly cuts: readonly number[];
} {
  const random = seededRandom(seed);
  const frames = Array.from({ length: 1 + random(3) }, () => mutatedFrame(random));
  const bytes = Buffer.concat(frames);
  const cuts = Array.from({ length: random(8) }, () => random(bytes.length + 1));
  return { bytes, cuts: cuts.sort((a, b) => a - b) };
}

function mutatedFrame(random: Random): Buffer {
  let text: string = pick(random, payloads);
  for (let count = random(4); count > 0; count--) text = mutateText(random, text);
  const frame = Buffer.from(encodeFrame(text));
  return random(3) === 0 ? mutateBytes(random, frame) : frame;
}

function mutateText(random: Random, text: string): string {
  const at = random(text.length + 1);
  const end = Math.min(text.length, at + 1 + random(40));
  switch (random(4)) {
    case 0:
      return text.slice(0, at) + text.slice(end);
    case 1:
      return text.slice(0, at) + pick(random, odd) + text.slice(at);
    case 2:
      return text.slice(0, at) + text.slice(at, end).repeat(1 + random(20)) + text.slice(end);
    default:
      return text.slice(0, at) + pick(random, odd) + text.slice(end);
  }
}

function mutateBytes(random: Random, frame: Buffer): Buffer {
  const at = random(frame.length);
  switch (random(4)) {
    case 0:
      frame[at] = random(256);
      return frame;
    case 1:
      return frame.subarray(0, at);
    case 2:
      return Buffer.concat([frame.subarray(0, random(8)), Buffer.from([random(256)]), frame]);
    default:
      return Buffer.concat([Buffer.from(pick(random, ['+', ' ', '0', '-', '\r\n'])), frame]);
  }
}

function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[random(items.length)];
  if (item === undefined) throw new Error('There is nothing to pick from.');
  return item;
}
