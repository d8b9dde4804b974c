import { isUtf8 } from 'node:buffer';
import { createHash, timingSafeEqual } from 'node:crypto';
import {
  WireError,
  writeMessage,
  type ReceivedMessage,
} from '../../../communication/wire/index.ts';
import type { CommandData, CommunicationHandler } from '../../api/index.ts';
import { MessageMemory } from './messageMemory.ts';
import { shownXml } from './redact.ts';
import { ReplyWriter } from './replyWriter.ts';
import type { Answer } from './wireConnection.ts';

/** Whom requests are passed on to, and who hears of them. */
export interface DeskParts {
  readonly commands: Pick<CommunicationHandler, 'sendCommand'>;
  /** What clients have to show; anybody is let in when it is empty. */
  readonly token: string;
  /** Whether every message is logged, as the original did; else only what is refused. */
  readonly logsMessages: boolean;
  readonly log: (text: string) => void;
}

type Reply = Parameters<typeof writeMessage>[0];

/** Answers requests as they come over the wire, whatever they are. */
export class RequestDesk {
  readonly #parts: DeskParts;
  readonly #token: Buffer | undefined;
  readonly #messages = new MessageMemory();
  readonly #replies = new ReplyWriter();

  constructor(parts: DeskParts) {
    this.#parts = parts;
    this.#token = parts.token === '' ? undefined : digest(parts.token);
  }

  /** Never rejects: whatever goes wrong is the reply. */
  async answer(payload: Uint8Array): Promise<Answer> {
    try {
      const message = this.#read(payload);
      if (!this.#mayEnter(message)) {
        return this.#refuse('The token is missing or wrong. Show the TOKEN of the server.', true);
      }
      if (!('command' in message)) return this.#refuse('Unknown Command', false);
      const data = await this.#parts.commands.sendCommand(message.command, message.data);
      return { xml: this.#write(message.command, data), isLast: false };
    } catch (thrown) {
      return this.#refuse(errorText(thrown), false);
    }
  }

  /** @throws WireError */
  #read(payload: Uint8Array): ReceivedMessage {
    if (!isUtf8(payload)) throw this.#unreadable(payload, 'It is not UTF-8.');
    const xml = Buffer.from(payload.buffer, payload.byteOffset, payload.length).toString();
    let message: ReceivedMessage;
    try {
      message = this.#messages.read(xml);
    } catch (thrown) {
      throw thrown instanceof WireError ? this.#unreadable(payload, thrown.message) : thrown;
    }
    if (this.#parts.logsMessages) {
      this.#parts.log(shownXml(xml, () => redactable(message)));
      this.#parts.log(`Received ${classOf(message)}`);
    }
    return message;
  }

  /** Its text is not logged: nobody knows what is secret in it. */
  #unreadable(payload: Uint8Array, why: string): WireError {
    this.#parts.log(`Received ${payload.length} bytes that are no message. ${why}`);
    return new WireError(`The message cannot be read. ${why}`);
  }

  #mayEnter(message: ReceivedMessage): boolean {
    if (!this.#token) return true;
    if (!('command' in message)) return false;
    return timingSafeEqual(digest(message.token ?? ''), this.#token);
  }

  #write(command: string, data: CommandData): string {
    const xml = this.#replies.write(command, data);
    if (this.#parts.logsMessages) {
      const shown = shownXml(xml, () => ({ kind: 'MessageServerSend', command, data }));
      this.#parts.log(`Sending XML:${shown}`);
    }
    return xml;
  }

  #refuse(error: string, isLast: boolean): Answer {
    const xml = writeMessage({ kind: 'MessageServerError', error });
    this.#parts.log(this.#parts.logsMessages ? `Sending XML:${xml}` : `Refused: ${error}`);
    return { xml, isLast };
  }
}

function errorText(thrown: unknown): string {
  if (thrown instanceof Error && 'code' in thrown && thrown.code === 'command-unknown') {
    return 'Unknown Command';
  }
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  return text === '' ? 'The command failed without saying why.' : text;
}

function classOf(message: ReceivedMessage): string {
  return message.kind === 'unknown' ? message.className.slice(0, 100) : message.kind;
}

function redactable(message: ReceivedMessage): Reply {
  if (message.kind !== 'unknown') return message;
  return { kind: 'MessageServerError', error: message.className };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
