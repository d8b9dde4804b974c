import type { Duplex, Readable, Writable } from 'node:stream';
import type { MessageTransport } from './messageTransport.ts';
import { RpcError } from './rpcError.ts';

/** Most bytes one message may have unless told otherwise, line end not counted. */
export const maxMessageBytes = 1024 * 1024;

/** Bytes that may wait for a peer that does not read before it is given up. */
const maxQueuedBytes = 64 * 1024 * 1024;

const newline = 0x0a;

/**
 * Messages as lines of JSON over a stream, which gets those of one turn in one piece, or over a pair
 * of streams, of which `output` gets each message at once.
 */
export function lineTransport(
  streams: Duplex | { readonly input: Readable; readonly output: Writable },
  messageBytes = maxMessageBytes,
): MessageTransport {
  if ('input' in streams) {
    return new LineTransport(streams.input, streams.output, messageBytes, false);
  }
  bearFailedWrites(streams);
  return new LineTransport(streams, streams, messageBytes, true);
}

/**
 * A stream that fails to write drops what it has not read yet, and with it the last words of a peer that
 * is gone. So it is left to reading to find the end.
 */
function bearFailedWrites(stream: Duplex): void {
  const write = stream._write.bind(stream);
  stream._write = (chunk, encoding, done) => write(chunk, encoding, () => done());
  const writeMany = stream._writev?.bind(stream);
  if (writeMany) stream._writev = (chunks, done) => writeMany(chunks, () => done());
}

class LineTransport implements MessageTransport {
  readonly #input: Readable;
  readonly #output: Writable;
  readonly #messageBytes: number;
  readonly #gathers: boolean;
  /** The messages of this turn for a stream that gets them in one piece, and their bytes. */
  #gathered = '';
  #gatheredBytes = 0;
  #listener: ((text: string) => void) | undefined;
  #closeListener: ((reason?: Error) => void) | undefined;
  /** The end of the channel, kept until somebody listens for it. */
  #end: { readonly reason?: Error } | undefined;
  #parts: Buffer[] = [];
  #bytes = 0;

  constructor(input: Readable, output: Writable, messageBytes: number, gathers: boolean) {
    this.#input = input;
    this.#output = output;
    this.#messageBytes = messageBytes;
    this.#gathers = gathers;
    for (const stream of new Set([input, output])) {
      stream.once('error', (error: Error) => this.#finish(error));
      stream.once('close', () => this.#finish());
    }
    input.once('end', () => this.#finish());
  }

  send(text: string): void {
    if (this.#end) return;
    const bytes = Buffer.byteLength(text);
    if (bytes > this.#messageBytes) throw tooLong(bytes, this.#messageBytes);
    if (this.#output.writableLength + this.#gatheredBytes > maxQueuedBytes) {
      this.#finish(new RpcError('closed', 'The peer does not read its messages.'));
      return;
    }
    if (this.#gathers) this.#gather(text, bytes);
    else this.#output.write(`${text}\n`);
  }

  /** A turn that sends many messages would otherwise ask the system once for each. */
  #gather(text: string, bytes: number): void {
    if (this.#gathered === '') process.nextTick(() => this.#flush());
    this.#gathered += `${text}\n`;
    this.#gatheredBytes += bytes + 1;
  }

  #flush(): void {
    const text = this.#gathered;
    this.#gathered = '';
    this.#gatheredBytes = 0;
    if (text !== '' && this.#output.writable) this.#output.write(text);
  }

  onMessage(listener: (text: string) => void): void {
    this.#listener = listener;
    this.#input.on('data', (chunk: Buffer | string) => {
      this.#take(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
    });
  }

  get hasRoom(): boolean {
    const { writableNeedDrain, writableHighWaterMark } = this.#output;
    return !writableNeedDrain && this.#gatheredBytes < writableHighWaterMark;
  }

  onRoom(listener: () => void): void {
    this.#output.on('drain', listener);
  }

  pause(): void {
    this.#input.pause();
  }

  resume(): void {
    this.#input.resume();
  }

  onClose(listener: (reason?: Error) => void): void {
    if (this.#end) listener(this.#end.reason);
    else this.#closeListener = listener;
  }

  close(): void {
    this.#finish();
  }

  #take(chunk: Buffer): void {
    let start = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      if (this.#isTooLong(end - start)) return;
      this.#deliver(chunk, start, end);
      if (this.#end) return;
      start = end + 1;
    }
    if (start === chunk.length || this.#isTooLong(chunk.length - start)) return;
    this.#parts.push(chunk.subarray(start));
    this.#bytes += chunk.length - start;
  }

  #isTooLong(moreBytes: number): boolean {
    const bytes = this.#bytes + moreBytes;
    if (bytes <= this.#messageBytes) return false;
    this.#finish(tooLong(bytes, this.#messageBytes));
    return true;
  }

  /** Most messages come in one piece, and are made a text without a copy of it. */
  #deliver(chunk: Buffer, start: number, end: number): void {
    let line: string;
    if (this.#parts.length === 0) line = chunk.toString('utf8', start, end);
    else {
      this.#parts.push(chunk.subarray(start, end));
      line = Buffer.concat(this.#parts).toString('utf8');
      this.#parts = [];
      this.#bytes = 0;
    }
    const text = line.trim();
    if (text !== '') this.#listener?.(text);
  }

  #finish(reason?: Error): void {
    if (this.#end) return;
    this.#end = reason ? { reason } : {};
    this.#parts = [];
    if (reason) this.#output.destroy();
    else this.#flush();
    // What was sent before still has to reach the peer.
    this.#output.end(() => this.#input.destroy());
    this.#closeListener?.(reason);
  }
}

function tooLong(bytes: number, most: number): RpcError {
  return new RpcError(
    'message-too-long',
    `A message has ${bytes} bytes or more; at most ${most} are allowed.`,
  );
}
