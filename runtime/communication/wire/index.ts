/** The frames and messages that Ockle and its clients exchange over a socket. */
export { encodeFrame, FrameReader, type FrameBatch, type FrameRefusal } from './frame.ts';
export {
  readMessage,
  writeMessage,
  type ReceivedData,
  type ReceivedMessage,
  type ReceivedValue,
  type SentData,
  type SentMessage,
} from './message.ts';
export { pythonJson, pythonText, type JsonValue } from './pythonJson.ts';
export { usualXmlLimits, type XmlLimits } from './readXml.ts';
export { decodeUtf8, encodeUtf8 } from './utf8.ts';
export { WireError } from './wireError.ts';
export { isXmlName } from './xmlName.ts';
