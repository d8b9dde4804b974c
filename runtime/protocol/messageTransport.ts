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
  /** False while much waits for a peer that does not read. */
  readonly hasRoom: boolean;
  /** Exactly one listener, called each time there is room again. */
  onRoom(listener: () => void): void;
  /** Reads nothing more until `resume`; messages of a piece that was read already still arrive. */
  pause(): void;
  resume(): void;
  close(): void;
}
