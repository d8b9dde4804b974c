import assert from 'node:assert/strict';
import { OckleClient } from '../../../runtime/client/index.ts';
import { encodeFrame, writeMessage } from '../../../runtime/communication/wire/index.ts';
import { liveBytes } from '../../support/liveBytes.ts';
import {
  startBelievingListener,
  stopBelievingListeners,
} from '../../support/wire/believingListener.ts';
import { closeListeners, openListener } from '../../support/wire/listenerBench.ts';
import { startOriginalListener, stopOriginalListeners } from '../../support/wire/original.ts';
import { WireClient } from '../../support/wire/wireClient.ts';

const isLong = process.env['OCKLE_LONG'] === '1';

const commands = { echo: () => ({ status: 'served' }) };

/** Milliseconds: a listener that serves has them however busy the machine is. */
const patience = 30_000;

/** Milliseconds after which a listener that is known to have failed is believed to stay so. */
const impatience = 2_000;

const request = encodeFrame(
  writeMessage({ kind: 'MessageClientSend', command: 'echo', data: null }),
);

/** What a browser, a scanner or another protocol sends first. */
const strangers: ReadonlyMap<string, string | Buffer> = new Map<string, string | Buffer>([
  ['POST', 'POST / HTTP/1.1\r\nHost: localhost:8088\r\nContent-Length: 155\r\n\r\n155:<?xml'],
  ['GET', 'GET / HTTP/1.1\r\n\r\n'],
  ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ['a TLS hello', Buffer.from('16030100c8010000c40303', 'hex')],
  ['SSH', 'SSH-2.0-OpenSSH_9.2\r\n'],
  ['zeros', Buffer.alloc(1_000)],
  ['high bytes', Buffer.alloc(1_000, 0xff)],
  ['XML without a frame', '<?xml version="1.0"?>'],
  ['JSON', '{"jsonrpc": "2.0"}'],
  ['a colon', ':'],
]);

/** Whether a client that asks at this port is served in time. */
async function isServed(port: number, timeoutMs = patience): Promise<boolean> {
  try {
    await new OckleClient({ port, timeoutMs }).call('echo');
    return true;
  } catch {
    return false;
  }
}

/** Connects and closes, as port scanners do. */
async function probe(port: number): Promise<void> {
  const client = new WireClient(port);
  await client.connected();
  client.socket.end();
  await client.closed();
}

/**
 * Most bytes that are kept, clients included, while 50 at a time of so many clients announce ten
 * megabytes and send five bytes of them.
 */
async function keptForAnnouncements(port: number, announcements: number): Promise<number> {
  const before = await liveBytes();
  let most = 0;
  for (let done = 0; done < announcements; done += 50) {
    const clients = Array.from({ length: 50 }, () => new WireClient(port).send('9999999:<?xml'));
    await Promise.all(clients.map((client) => client.connected()));
    assert.ok(await isServed(port));
    most = Math.max(most, (await liveBytes()) - before);
    for (const client of clients) client.destroy();
    await Promise.all(clients.map((client) => client.closed()));
  }
  return most;
}

describe('A listener among strangers', () => {
  afterEach(async () => {
    await closeListeners();
    await stopBelievingListeners();
    stopOriginalListeners();
  });

  const probes = isLong ? 10_000 : 1_000;
  it(`outlives ${probes} probes`, async () => {
    const { port } = await openListener({ commands });
    const files = openFiles();
    for (let done = 0; done < probes; done += 5) {
      await Promise.all(Array.from({ length: 5 }, () => probe(port)));
    }
    assert.ok(await isServed(port));
    assert.ok(openFiles() <= files + 10, `${openFiles()} open files, ${files} before`);
  });

  it('is not the original, which one probe ends', async () => {
    const port = await startOriginalListener();
    assert.ok(await isServed(port), 'It serves at first.');
    const client = new WireClient(port);
    await client.connected();
    client.socket.end();
    assert.ok(!(await isServed(port, impatience)), 'It still serves: the probes prove nothing.');
  });

  for (const [what, bytes] of strangers) {
    it(`closes on ${what} at the first byte, and reads no XML`, async () => {
      // Nothing but that byte can close it while this test runs.
      const { bench, port } = await openListener({ commands, config: { SOCKET_TIMEOUT: 3_600 } });
      for (const sent of [bytes, bytes.slice(0, 1)]) {
        const client = new WireClient(port).send(sent);
        await client.closed();
        assert.equal(client.received, '');
      }
      assert.equal(bench.log.length, 1, bench.log.join('\n'));
      assert.ok(await isServed(port));
    });
  }

  it('is not the original, which a browser ends', async () => {
    const port = await startOriginalListener();
    const client = new WireClient(port).send('POST / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await client.closed();
    assert.ok(!(await isServed(port, impatience)), 'It still serves: the strangers prove nothing.');
  });

  it('keeps no memory for what is only announced', async () => {
    const config = { MAX_CONNECTIONS: 64, MAX_RCV_SIZE: 9_999_999 };
    const { port } = await openListener({ commands, config });
    const kept = await keptForAnnouncements(port, 1_000);
    assert.ok(kept < 10_000_000, `${kept} bytes`);
  });

  it('is not one that believes what is announced, which needs room for all of it', async () => {
    const kept = await keptForAnnouncements(await startBelievingListener(), 50);
    assert.ok(kept > 400_000_000, `Only ${kept} bytes: the limit above proves nothing.`);
  });

  const drips = isLong ? 500 : 100;

  /** Clients that send one byte a second for as long as `meanwhile` takes. */
  async function amongSlowClients(
    socketTimeout: number,
    meanwhile: (port: number, slow: readonly WireClient[]) => Promise<void>,
  ): Promise<void> {
    const config = { SOCKET_TIMEOUT: socketTimeout, MAX_CONNECTIONS: 64 };
    const { port } = await openListener({ commands, config });
    const slow = Array.from({ length: drips }, () => new WireClient(port).send('9'));
    const timer = setInterval(() => {
      for (const client of slow) if (!client.isClosed) client.send('0');
    }, 1_000);
    try {
      await Promise.all(slow.map((client) => client.connected()));
      await meanwhile(port, slow);
    } finally {
      clearInterval(timer);
      for (const client of slow) client.destroy();
    }
  }

  it(`serves others while ${drips} clients send one byte a second`, () =>
    amongSlowClients(3_600, async (port, slow) => {
      // A place is free as soon as one of the slow ones has had its turn.
      for (let served = 0; served < 20;) if (await isServed(port)) served++;
      assert.ok(slow.some((client) => !client.isClosed));
    }));

  it(`is rid of ${drips} clients that send one byte a second when their time is up`, () =>
    amongSlowClients(2, async (port, slow) => {
      await Promise.all(slow.map((client) => client.closed()));
      assert.ok(await isServed(port));
    }));

  it('is not the original, which one slow client keeps from all others', async () => {
    const port = await startOriginalListener();
    const slow = new WireClient(port).send('9');
    await slow.connected();
    const timer = setInterval(() => slow.send('0'), 500);
    const isOthersServed = await isServed(port, impatience);
    clearInterval(timer);
    slow.destroy();
    assert.ok(!isOthersServed, 'Others are served: the slow clients prove nothing.');
  });

  it('reads 900 bytes in any number of pieces', async () => {
    const { port } = await openListener({ commands });
    const xml = writeMessage({ kind: 'MessageClientSend', command: 'echo', data: null });
    const frame = Buffer.from(encodeFrame(xml + ' '.repeat(900 - 4 - xml.length)));
    assert.equal(frame.length, 900);
    for (const pieces of [1, 2, 3, 7, 90, 899, 900]) {
      const client = new WireClient(port);
      const size = Math.ceil(frame.length / pieces);
      const parts = Array.from({ length: Math.ceil(900 / size) }, (_, index) =>
        frame.subarray(index * size, (index + 1) * size),
      );
      await client.sendSlowly(parts);
      assert.match(await client.reply(), /<status>served<\/status>/, `${pieces} pieces`);
      client.destroy();
    }
  });

  it('answers a thousand frames that come at once, in order, and no more than it has read', async () => {
    const numbers: string[] = [];
    const number = (data: Readonly<Record<string, unknown>> | null) => {
      numbers.push(String(data?.['n']));
      return { n: String(data?.['n']) };
    };
    const { port } = await openListener({ commands: { number } });
    const client = new WireClient(port);
    for (let n = 0; n < 1_000; n++) client.request('number', { n });
    for (let n = 0; n < 1_000; n++) assert.match(await client.reply(), new RegExp(`<n>${n}</n>`));
    assert.equal(numbers.length, 1_000);
    client.destroy();
  });

  it('takes any bytes that clients send before they go', async () => {
    const { bench, port } = await openListener({ commands, config: { MAX_CONNECTIONS: 64 } });
    const cuts = Array.from({ length: request.length }, (_, length) => request.subarray(0, length));
    for (const part of cuts) {
      const client = new WireClient(port).send(part);
      await client.connected();
      if (part.length % 2 === 0) client.destroy();
      else client.socket.end();
      await client.closed();
    }
    assert.ok(await isServed(port));
    assert.ok(!bench.log.some((line) => /Error/.test(line)), bench.log.join('\n'));
  });
});

function openFiles(): number {
  return process.getActiveResourcesInfo().filter((kind) => /TCP|Pipe|FS/.test(kind)).length;
}
