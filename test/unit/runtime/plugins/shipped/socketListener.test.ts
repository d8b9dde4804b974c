import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { writeMessage } from '../../../../../runtime/communication/wire/index.ts';
import { echo, echoed, echoRequest, frame } from '../../../../support/wire/echo.ts';
import {
  closeListeners,
  ListenerBench,
  openListener,
} from '../../../../support/wire/listenerBench.ts';
import { WireClient } from '../../../../support/wire/wireClient.ts';

const token = 'correct-horse-battery-staple';

/** A command that answers when the test says so. */
function heldCommand() {
  let answer = (): void => undefined;
  const held = new Promise<void>((resolve) => (answer = resolve));
  let isCalled = (): void => undefined;
  const called = new Promise<void>((resolve) => (isCalled = resolve));
  const handler = async () => {
    isCalled();
    await held;
    return { held: true };
  };
  return { handler, called, answer: () => answer() };
}

describe('SocketListener', () => {
  const clients: WireClient[] = [];
  const open = (port: number): WireClient => {
    const client = new WireClient(port);
    clients.push(client);
    return client;
  };

  afterEach(async () => {
    for (const client of clients.splice(0)) client.destroy();
    await closeListeners();
  });

  it('takes what is not ASCII, both ways', async () => {
    const { port } = await openListener({
      commands: { echo: (data) => ({ same: data?.['a'] ?? '' }) },
    });
    const client = open(port).send(echoRequest('<data><a>Gerät &#233; 電源 🔌</a></data>'));
    assert.deepEqual(await client.message(), {
      kind: 'MessageServerSend',
      command: 'echo',
      data: { same: 'Gerät é 電源 🔌' },
      token: undefined,
    });
  });

  it('reads a request in any number of pieces', async () => {
    const { port } = await openListener({ commands: { echo } });
    const request = Buffer.from(echoRequest(`<data><a>${'x'.repeat(700)}</a></data>`));
    for (const size of [1, 3, 300, request.length]) {
      const pieces: Buffer[] = [];
      for (let at = 0; at < request.length; at += size)
        pieces.push(request.subarray(at, at + size));
      const client = open(port);
      await client.sendSlowly(pieces);
      assert.deepEqual(await client.message(), echoed({ a: 'x'.repeat(700) }));
      client.destroy();
      await client.closed();
    }
  });

  it('answers several frames in the order they came', async () => {
    const first = heldCommand();
    const { bench, port } = await openListener({ commands: { echo, first: first.handler } });
    const client = open(port);
    client.send(
      frame(writeMessage({ kind: 'MessageClientSend', command: 'first', data: null })) +
        echoRequest('<data><a>2</a></data>'),
    );
    await first.called;
    assert.deepEqual(
      bench.calls.map(([name]) => name),
      ['first'],
    );
    first.answer();
    const replies = [await client.message(), await client.message()];
    assert.deepEqual(
      replies.map((each) => 'command' in each && each.command),
      ['first', 'echo'],
    );
  });

  it('serves others while a command takes its time', async () => {
    const slow = heldCommand();
    const { port } = await openListener({ commands: { echo, slow: slow.handler } });
    const waiting = open(port).request('slow');
    await slow.called;
    assert.deepEqual(await open(port).send(echoRequest('<data/>')).message(), echoed(null));
    slow.answer();
    assert.match(await waiting.reply(), /<held>True<\/held>/);
  });

  it('answers a client that has closed its own half', async () => {
    const slow = heldCommand();
    const { port } = await openListener({ commands: { slow: slow.handler } });
    const client = open(port).request('slow');
    client.socket.end();
    await slow.called;
    slow.answer();
    assert.match(await client.reply(), /<held>True<\/held>/);
    await client.closed();
  });

  it('takes the reply of a server as a request', async () => {
    const { port } = await openListener({ commands: { echo } });
    const xml = writeMessage({ kind: 'MessageServerSend', command: 'echo', data: null });
    assert.deepEqual(await open(port).send(frame(xml)).message(), echoed(null));
  });

  it('keeps to MAX_RCV_SIZE', async () => {
    const request = echoRequest('<data/>');
    const length = Number(request.slice(0, request.indexOf(':')));
    for (const [size, isTaken] of [
      [length + 1, true],
      [length, true],
      [length - 1, false],
    ] as const) {
      const { port } = await openListener({ commands: { echo }, config: { MAX_RCV_SIZE: size } });
      const client = open(port).send(request);
      if (isTaken) assert.deepEqual(await client.message(), echoed(null));
      else {
        assert.match(await client.error(), new RegExp(`more than ${size} bytes.*MAX_RCV_SIZE`));
        await client.closed();
      }
    }
  });

  it('tells one client more than MAX_CONNECTIONS that it is busy', async () => {
    const slow = heldCommand();
    const config = { MAX_CONNECTIONS: 2 };
    const { port } = await openListener({ commands: { echo, slow: slow.handler }, config });
    const first = open(port).request('slow');
    await slow.called;
    const second = open(port).send(echoRequest('<data/>'));
    await second.reply();
    second.request('slow');
    const third = open(port).request('echo');
    assert.match(await third.error(), /^Busy: 2 clients are connected already/);
    await third.closed();
    slow.answer();
    assert.match(await first.reply(), /held/);
    assert.match(await second.reply(), /held/);
  });

  it('gives the place of a client that says nothing to the next', async () => {
    const { port } = await openListener({ commands: { echo }, config: { MAX_CONNECTIONS: 1 } });
    const silent = open(port);
    await silent.connected();
    await untilServed(() => open(port).request('echo'));
    await silent.closed();
  });

  it('closes a client that does not finish its request in SOCKET_TIMEOUT', async () => {
    const { port } = await openListener({ commands: { echo }, config: { SOCKET_TIMEOUT: 1 } });
    const slow = open(port).send('900:');
    const silent = open(port);
    const timer = setInterval(() => slow.send('x'), 100);
    await Promise.all([slow.closed(), silent.closed()]);
    clearInterval(timer);
    assert.equal(slow.received + silent.received, '');
  });

  it('closes a client that does not take its reply', async () => {
    const config = { SOCKET_TIMEOUT: 1, MAX_CONNECTIONS: 1 };
    const huge = 'x'.repeat(5_000_000);
    const { port } = await openListener({ commands: { huge: () => ({ huge }), echo }, config });
    const client = open(port);
    await client.connected();
    client.socket.pause();
    client.request('huge').request('huge').request('huge').request('huge');
    assert.match(await open(port).request('echo').error(), /^Busy/);
    await untilServed(() => open(port).request('echo'));
    client.socket.resume();
    await client.closed();
    assert.ok(client.received.length < 4 * huge.length, 'All replies arrived.');
  });

  it('asks for the token', async () => {
    const { bench, port } = await openListener({ commands: { echo }, config: { TOKEN: token } });
    const none = open(port).request('echo');
    assert.match(await none.error(), /token is missing or wrong/);
    await none.closed();
    const wrong = open(port).request('echo', null, `${token}x`);
    assert.match(await wrong.error(), /token is missing or wrong/);
    assert.deepEqual(bench.calls, []);
    assert.deepEqual(await open(port).request('echo', null, token).message(), echoed(null));
    assert.ok(!bench.log.join('\n').includes(token), 'The token is in the log.');
  });

  for (const host of ['0.0.0.0', '::', '192.0.2.1']) {
    it(`does not listen on ${host} without a token`, async () => {
      const bench = new ListenerBench({ config: { BIND_ADDRESS: host } });
      await assert.rejects(bench.start(), /lets other computers in\. Set TOKEN/);
    });
  }

  it('takes no token of less than 22 characters', async () => {
    const short = new ListenerBench({ config: { TOKEN: 'x'.repeat(21) } });
    await assert.rejects(short.start(), /has 21 characters/);
    const { port } = await openListener({
      config: { TOKEN: 'x'.repeat(22), BIND_ADDRESS: '0.0.0.0' },
    });
    assert.ok(port > 0);
  });

  it('listens on loopback only', async () => {
    const { port } = await openListener();
    const foreign = new WireClient(port, '127.0.0.2');
    await foreign.closed();
    assert.equal(foreign.socket.bytesRead, 0);
  });

  it('says that its port is in use', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { readonly port: number };
    const bench = new ListenerBench({ config: { LISTENER_PORT: port } });
    const message = new RegExp(`^Error: Port ${port} of 127.0.0.1 is in use.*LISTENER_PORT`);
    await assert.rejects(bench.start(), message);
    other.close();
  });

  it('cannot have a port that there is not', () => {
    for (const port of [-1, 65_536]) {
      assert.throws(() => new ListenerBench({ config: { LISTENER_PORT: port } }), /LISTENER_PORT/);
    }
  });

  it('stops with its clients, and answers what is under way', async () => {
    const slow = heldCommand();
    const { bench, port } = await openListener({ commands: { slow: slow.handler } });
    const silent = open(port);
    await silent.connected();
    const waiting = open(port).request('slow');
    await slow.called;
    const stopped = bench.stop();
    await silent.closed();
    slow.answer();
    assert.match(await waiting.reply(), /held/);
    await Promise.all([stopped, bench.ended, waiting.closed()]);
    const late = open(port);
    await late.closed();
    assert.equal(late.socket.bytesRead, 0);
  });

  it('stops when a command never answers', async () => {
    const never = heldCommand();
    const { bench, port } = await openListener({ commands: { never: never.handler } });
    const client = open(port).request('never');
    await never.called;
    await bench.stop();
    await client.closed();
  });

  it('stops before it has run', async () => {
    const bench = new ListenerBench({});
    await bench.stop();
    await assert.rejects(bench.start(), /ended before it listened/);
  });
});

/** Asks again until the listener has a place. */
async function untilServed(ask: () => WireClient): Promise<void> {
  for (;;) {
    const message = await ask().message();
    if (message.kind === 'MessageServerSend') return;
    assert(message.kind === 'MessageServerError');
    assert.match(message.error, /^Busy/);
  }
}
