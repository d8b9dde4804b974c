import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { encodeFrame, writeMessage } from '../../../runtime/communication/wire/index.ts';

const running: Server[] = [];

const reply = encodeFrame(
  writeMessage({ kind: 'MessageServerSend', command: 'echo', data: { status: 'believed' } }),
);

/** Starts a listener that makes room for a message as soon as it is announced; resolves to its port. */
export async function startBelievingListener(): Promise<number> {
  const server = createServer(believe);
  running.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** Call it in an `afterEach` hook, when all clients are gone. */
export async function stopBelievingListeners(): Promise<void> {
  for (const server of running.splice(0)) {
    server.close();
    await once(server, 'close');
  }
}

function believe(socket: Socket): void {
  let header = '';
  let room: Buffer | undefined;
  let filled = 0;
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => {
    let at = 0;
    while (!room && at < chunk.length) {
      const char = String.fromCharCode(chunk[at++] ?? 0);
      if (char === ':') room = Buffer.alloc(Number(header));
      else header += char;
    }
    if (!room) return;
    filled += chunk.copy(room, filled, at);
    if (filled === room.length) socket.end(reply);
  });
}
