import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { settled } from '../../../../support/runtime/manualClock.ts';
import { echo, echoed, echoRequest } from '../../../../support/wire/echo.ts';
import { closeListeners, openListener } from '../../../../support/wire/listenerBench.ts';
import { WireClient } from '../../../../support/wire/wireClient.ts';

const request = echoRequest('<data/>');
const length = Number(request.slice(0, request.indexOf(':')));

describe('The edge of each limit of SocketListener', () => {
  const clients: WireClient[] = [];
  const open = (port: number): WireClient => {
    const client = new WireClient(port);
    clients.push(client);
    return client;
  };

  afterEach(async () => {
    mock.timers.reset();
    mock.restoreAll();
    for (const client of clients.splice(0)) client.destroy();
    await closeListeners();
  });

  for (const bytes of [length - 1, length, length + 1]) {
    const isTaken = bytes >= length;
    const place = `MAX_RCV_SIZE = ${bytes}`;
    it(`${isTaken ? 'takes' : 'refuses'} ${length} bytes where ${place}`, async () => {
      const { port } = await openListener({ commands: { echo }, config: { MAX_RCV_SIZE: bytes } });
      const client = open(port).send(request);
      if (isTaken) assert.deepEqual(await client.message(), echoed(null));
      else assert.match(await client.error(), /MAX_RCV_SIZE/);
    });
  }

  for (const count of [2, 3, 4]) {
    it(`serves ${Math.min(count, 3)} of ${count} clients where MAX_CONNECTIONS = 3`, async () => {
      let answer = (): void => undefined;
      const held = new Promise<void>((resolve) => (answer = resolve));
      let asked = 0;
      let allAsked = (): void => undefined;
      const isFull = new Promise<void>((resolve) => (allAsked = resolve));
      const hold = async () => {
        if (++asked === Math.min(count, 3)) allAsked();
        await held;
        return { served: true };
      };
      const config = { MAX_CONNECTIONS: 3 };
      const { port } = await openListener({ commands: { hold }, config });
      const first = Array.from({ length: Math.min(count, 3) }, () => open(port).request('hold'));
      await isFull;
      // Nobody has a place to give up, for all of them wait for us.
      const last = count > 3 ? open(port).request('hold') : undefined;
      if (last) assert.match(await last.error(), /^Busy: 3 clients are connected already/);
      answer();
      for (const client of first) assert.match(await client.reply(), /served/);
    });
  }

  for (const ms of [999, 1000, 1001]) {
    const isLate = ms >= 1000;
    it(`${isLate ? 'closes' : 'serves'} a client that is silent for ${ms} ms where SOCKET_TIMEOUT = 1`, async () => {
      const { port } = await openListener({ commands: { echo }, config: { SOCKET_TIMEOUT: 1 } });
      const began = performance.now();
      let passed = 0;
      mock.method(performance, 'now', () => began + passed);
      mock.timers.enable({ apis: ['setTimeout'] });
      const client = open(port);
      // Once it has been served it is known to be there.
      assert.deepEqual(await client.send(request).message(), echoed(null));
      await settled();
      const { received } = client;
      passed = ms;
      mock.timers.tick(ms);
      if (isLate) {
        await client.closed();
        assert.equal(client.received, received);
      } else assert.deepEqual(await client.send(request).message(), echoed(null));
    });
  }
});
