import type { RpcMessage } from './rpcEnvelope.ts';

/** Carries whole messages, in order, to one peer and back. */
export interface MessageTransport {
  /**
   * Queues one message; does nothing once closed.
   * @throws RpcError `message-too-long`
   */
  send(text: string): void;
  /** Exactly one listener; messages are held back until it is there. */
  onMessage(listener: (text: string) => void): void;
  /** Exactly one listener, called once; `reason` is absent when the peer simply went away. */
  onClose(listener: (reason?: Error) => void): void;
  close(): void;
}

/** Carries messages as they are, in order: inside one process they need no text. */
export interface MessageChannel {
  /** Queues one message, whose content may change afterwards; does nothing once closed. */
  post(message: RpcMessage): void;
  /** Exactly one listener; messages are held back until it is there. */
  onMessage(listener: (message: RpcMessage) => void): void;
  /** Exactly one listener, called once. */
  onClose(listener: () => void): void;
  close(): void;
}
