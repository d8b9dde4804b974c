import { encodeFrame } from '../../../runtime/communication/wire/index.ts';

/** XML as a frame, which is text as well here. */
export function frame(xml: string): string {
  return Buffer.from(encodeFrame(xml)).toString();
}

/** A request of the command `echo` with this inside `MessageAttr`. */
export function echoRequest(inside: string): string {
  return frame(
    `<MessageType name="MessageClientSend"><MessageAttr Command="echo">${inside}</MessageAttr></MessageType>`,
  );
}

/** A handler that answers as JSON what it was given. */
export function echo(data: Readonly<Record<string, unknown>> | null) {
  return { got: JSON.stringify(data) };
}

/** The reply to a request with this data. */
export function echoed(data: unknown) {
  const got = JSON.stringify(data);
  return { kind: 'MessageServerSend', command: 'echo', data: { got }, token: undefined };
}
