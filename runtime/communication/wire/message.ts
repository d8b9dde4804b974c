import type { JsonValue } from './pythonJson.ts';
import { pythonText } from './pythonJson.ts';
import type { XmlElement, XmlLimits } from './readXml.ts';
import { readXml } from './readXml.ts';
import { WireError } from './wireError.ts';
import { isXmlName } from './xmlName.ts';
import { escapeAttribute, escapeText } from './xmlText.ts';

/** A value as it arrives: text, null for an empty element, or values by key. */
export type ReceivedValue = string | null | ReceivedData;

/** What came with a message; of keys that are repeated the first one counts. */
export type ReceivedData = { readonly [key: string]: ReceivedValue };

/** A message as it arrived. */
export type ReceivedMessage =
  | {
      readonly kind: 'MessageClientSend' | 'MessageServerSend';
      readonly command: string;
      /** Null when it came without any. */
      readonly data: ReceivedData | null;
      /** What the sender shows to be let in. */
      readonly token: string | undefined;
    }
  | { readonly kind: 'MessageServerError'; readonly error: string }
  | { readonly kind: 'unknown'; readonly className: string };

/** A message to send. */
export type SentMessage =
  | {
      readonly kind: 'MessageClientSend' | 'MessageServerSend';
      readonly command: string;
      readonly data: SentData | null;
      readonly token?: string | undefined;
    }
  | { readonly kind: 'MessageServerError'; readonly error: string };

/** Values by key; every key has to be a name that XML takes. */
export type SentData = Readonly<Record<string, JsonValue>>;

/**
 * Reads a message.
 * @throws WireError
 */
export function readMessage(xml: string, limits?: XmlLimits): ReceivedMessage {
  const type = findElement(readXml(xml, limits), 'MessageType');
  if (!type) throw new WireError('There is no element MessageType.');
  const kind = type.attributes.get('name') ?? '';
  switch (kind) {
    case 'MessageClientSend':
      return { kind, ...readContent(type, 'Command') };
    case 'MessageServerSend':
      return { kind, ...readContent(type, 'Reply') };
    case 'MessageServerError': {
      const error = findElement(type, 'MessageAttr')?.attributes.get('Error');
      return { kind, error: error ?? '' };
    }
    default:
      return { kind: 'unknown', className: kind };
  }
}

/**
 * Writes a message.
 * @throws WireError when a key is no name that XML takes, or a value is nested too deeply
 */
export function writeMessage(message: SentMessage): string {
  switch (message.kind) {
    case 'MessageClientSend':
      return toXml(message.kind, 'Command', message.command, message.data, message.token);
    case 'MessageServerSend':
      return toXml(message.kind, 'Reply', message.command, message.data, message.token);
    case 'MessageServerError':
      return toXml(message.kind, 'Error', message.error, null, undefined);
  }
}

function readContent(type: XmlElement, attribute: 'Command' | 'Reply') {
  const attr = findElement(type, 'MessageAttr');
  if (!attr) throw new WireError('There is no element MessageAttr.');
  const data = findElement(attr, 'data');
  if (!data) throw new WireError('There is no element data.');
  const command = attr.attributes.get(attribute) ?? '';
  return { command, data: readData(data), token: type.attributes.get('Token') };
}

/** The first element of that name, the one given included. */
function findElement(element: XmlElement, name: string): XmlElement | undefined {
  if (element.name === name) return element;
  for (const child of element.children) {
    const found = findElement(child, name);
    if (found) return found;
  }
  return undefined;
}

function readData({ children, text }: XmlElement): ReceivedData | null {
  if (text.trim() !== '')
    throw new WireError('The data is a text. Write one element for each key.');
  return children.length === 0 ? null : toObject(children);
}

function toObject(children: readonly XmlElement[]): ReceivedData {
  const values: Record<string, ReceivedValue> = {};
  for (const child of children) {
    if (!Object.hasOwn(values, child.name)) setOwn(values, child.name, readValue(child));
  }
  return values;
}

/** Unlike an assignment this keeps a key called __proto__ a key. */
function setOwn(values: Record<string, ReceivedValue>, key: string, value: ReceivedValue): void {
  if (key !== '__proto__') values[key] = value;
  else {
    const attributes = { enumerable: true, configurable: true, writable: true };
    Object.defineProperty(values, key, { value, ...attributes });
  }
}

function readValue({ name, children, text }: XmlElement): ReceivedValue {
  if (children.length === 0) return text === '' ? null : text;
  if (text.trim() !== '') throw new WireError(`<${name}> has both text and elements in it.`);
  return toObject(children);
}

function toXml(
  kind: SentMessage['kind'],
  attribute: string,
  value: string,
  data: SentData | null,
  token: string | undefined,
): string {
  const shown = token === undefined ? '' : ` Token="${escapeAttribute(token)}"`;
  const attr = `<MessageAttr ${attribute}="${escapeAttribute(value)}">${writeData(data ?? {})}</MessageAttr>`;
  return `<?xml version="1.0" encoding="UTF-8"?><MessageType name="${kind}"${shown}>${attr}</MessageType>`;
}

function writeData(data: SentData): string {
  const entries = Object.entries(data);
  if (entries.length === 0) return '<data/>';
  let xml = '<data>';
  for (const entry of entries) xml += writeEntry(entry);
  return `${xml}</data>`;
}

function writeEntry([key, value]: readonly [string, JsonValue]): string {
  if (!isXmlName(key)) {
    const message = `“${key}” cannot be the key of a value: begin it with a letter or _, and use letters, digits, . - and _ only.`;
    throw new WireError(message);
  }
  return `<${key}>${escapeText(pythonText(value))}</${key}>`;
}
