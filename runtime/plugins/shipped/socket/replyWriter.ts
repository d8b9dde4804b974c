import { writeMessage } from '../../../communication/wire/index.ts';
import type { CommandData } from '../../api/index.ts';

/** Writes replies; one that cannot have changed since is not written anew. */
export class ReplyWriter {
  readonly #written = new WeakMap<
    CommandData,
    { readonly command: string; readonly xml: string }
  >();

  /** @throws WireError */
  write(command: string, data: CommandData): string {
    const known = this.#written.get(data);
    if (known?.command === command) return known.xml;
    const xml = writeMessage({ kind: 'MessageServerSend', command, data });
    if (cannotChange(data)) this.#written.set(data, { command, xml });
    return xml;
  }
}

function cannotChange(data: CommandData): boolean {
  if (!Object.isFrozen(data)) return false;
  const members = Object.values(Object.getOwnPropertyDescriptors(data));
  return members.every(({ value }) => value !== undefined && typeof value !== 'object');
}
