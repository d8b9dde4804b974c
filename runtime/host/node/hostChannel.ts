import { readSync, writeSync } from 'node:fs';
import { Socket } from 'node:net';
import { Writable } from 'node:stream';
import { lineTransport } from '../../protocol/index.ts';
import type { ReadableNow } from './answerChannel.ts';

/** Where the daemon opened the channel for us; stdin, stdout and stderr belong to the plugin. */
const channelFd = 3;

/**
 * The channel to the daemon. Writing is synchronous: nothing is lost when the process ends or
 * blocks right after, and a plugin that floods the daemon waits for it instead of filling memory.
 */
export function openHostChannel(onDaemonGone: () => void, messageBytes: number): ReadableNow {
  const input = new Socket({ fd: channelFd, readable: true, writable: false });
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      try {
        writeAll(chunk);
        done();
      } catch {
        onDaemonGone();
      }
    },
  });
  const transport = lineTransport({ input, output }, messageBytes);
  return Object.assign(transport, { readNow: () => readNow(input) });
}

/** Most bytes that are read in one go. */
const readBytes = 64 * 1024;

/** Hands on what the event loop would bring; between two of its turns nothing of it is on the way. */
function readNow(input: Socket): boolean | undefined {
  // Elsewhere the descriptor cannot be read beside the stream that owns it.
  if (process.platform === 'win32') return undefined;
  const chunk = Buffer.allocUnsafe(readBytes);
  try {
    const count = readSync(channelFd, chunk);
    if (count === 0) return undefined;
    input.emit('data', chunk.subarray(0, count));
    return true;
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'EAGAIN') throw thrown;
    return false;
  }
}

function writeAll(chunk: Buffer): void {
  let written = 0;
  while (written < chunk.length) {
    try {
      written += writeSync(channelFd, chunk, written);
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code !== 'EAGAIN') throw thrown;
      waitForRoom();
    }
  }
}

/** The descriptor does not block because it is read as a stream, so blocking is up to us. */
function waitForRoom(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
}
