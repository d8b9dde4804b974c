import { writeSync } from 'node:fs';
import { Socket } from 'node:net';
import { Writable } from 'node:stream';
import { lineTransport, type MessageTransport } from '../../protocol/index.ts';

/** Where the daemon opened the channel for us; stdin, stdout and stderr belong to the plugin. */
const channelFd = 3;

/**
 * The channel to the daemon. Writing is synchronous: nothing is lost when the process ends or
 * blocks right after, and a plugin that floods the daemon waits for it instead of filling memory.
 */
export function openHostChannel(onDaemonGone: () => void, messageBytes: number): MessageTransport {
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
  return lineTransport({ input, output }, messageBytes);
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
