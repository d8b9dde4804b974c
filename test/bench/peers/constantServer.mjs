import { createServer } from 'node:net';

/** Answers every frame of `length:payload` with the same reply, and prints its port. */
const reply = process.argv[2] ?? '';
const frame = `${Buffer.byteLength(reply)}:${reply}`;
const colon = 0x3a;

const server = createServer((socket) => {
  socket.setNoDelay(true);
  let waiting = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    waiting = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk]);
    for (;;) {
      const at = waiting.indexOf(colon);
      if (at < 0) return;
      const end = at + 1 + Number(waiting.toString('latin1', 0, at));
      if (waiting.length < end) return;
      waiting = waiting.subarray(end);
      socket.write(frame);
    }
  });
  socket.on('error', () => socket.destroy());
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
