import {
  readMessage,
  type ReceivedData,
  type ReceivedMessage,
  type ReceivedValue,
} from '../../../communication/wire/index.ts';

/** Characters; longer messages carry files, which nobody sends twice. */
const longestKept = 1_024;

/** So that all of them together take a megabyte at most. */
const mostKept = 256;

/** Reads messages; clients ask the same again and again, and what was read lately need not be read anew. */
export class MessageMemory {
  readonly #known = new Map<string, ReceivedMessage>();

  /** What is answered is frozen, as it may be answered again. @throws WireError */
  read(xml: string): ReceivedMessage {
    const known = this.#known.get(xml);
    if (known) return known;
    const message = readMessage(xml);
    if (xml.length > longestKept) return message;
    freeze(message);
    if (this.#known.size >= mostKept) this.#known.clear();
    this.#known.set(xml, message);
    return message;
  }
}

function freeze(value: ReceivedMessage | ReceivedData): void {
  const members: readonly (ReceivedValue | undefined)[] = Object.values(value);
  for (const member of members) if (typeof member === 'object' && member !== null) freeze(member);
  Object.freeze(value);
}
