import assert from 'node:assert/strict';
import { createServer, type Server, type Socket } from 'node:net';
import { OckleClient, OckleCommands } from '../../../../runtime/client/index.ts';
import { encodeFrame, writeMessage } from '../../../../runtime/communication/wire/index.ts';
import { closeListeners, openListener } from '../../../support/wire/listenerBench.ts';

describe('OckleClient', () => {
  const servers: Server[] = [];

  afterEach(async () => {
    for (const server of servers.splice(0)) server.close();
    await closeListeners();
  });

  /** A server that does this to every client. */
  const listen = async (serve: (socket: Socket) => void): Promise<OckleClient> => {
    const server = createServer(serve);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { readonly port: number };
    return new OckleClient({ port, timeoutMs: 5_000 });
  };

  it('sends values and receives them', async () => {
    const { port } = await openListener({ commands: { echo: (data) => data ?? { none: true } } });
    const client = new OckleClient({ port });
    const data = { yes: true, three: 3, list: ['é'], text: 'a <b> "c"' };
    assert.deepEqual(await client.call('echo', data), {
      yes: 'True',
      three: '3',
      list: '["\\u00e9"]',
      text: 'a <b> "c"',
    });
    assert.deepEqual(await client.call('echo'), { none: 'True' });
  });

  it('receives thousands of values and long ones', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 9_999 }, (_, index) => [`c${index}`, 'x']),
    );
    const long = { long: 'x'.repeat(1_000_000) };
    const { port } = await openListener({ commands: { many: () => many, long: () => long } });
    const client = new OckleClient({ port });
    assert.deepEqual(await client.call('many'), many);
    assert.deepEqual(await client.call('long'), long);
  });

  it('tells what the daemon answered instead', async () => {
    const commands = {
      fail: () => {
        throw new Error('The rack is on fire.');
      },
    };
    const { port } = await openListener({ commands });
    const client = new OckleClient({ port });
    await assert.rejects(client.call('fail'), {
      code: 'command-failed',
      message: 'The rack is on fire.',
    });
    await assert.rejects(client.call('bogus'), { code: 'command-unknown' });
  });

  it('tells that nobody is there', async () => {
    const client = await listen(() => undefined);
    const [server] = servers.splice(0);
    await new Promise((resolve) => server?.close(resolve));
    await assert.rejects(client.call('c'), {
      code: 'daemon-unreachable',
      message: /SocketListener/,
    });
  });

  it('tells that the daemon closed', async () => {
    const client = await listen((socket) => socket.end('10:abc'));
    await assert.rejects(client.call('c'), { code: 'daemon-closed' });
  });

  it('tells that the daemon is silent', async () => {
    const sockets: Socket[] = [];
    const server = createServer((socket) => sockets.push(socket));
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { readonly port: number };
    const client = new OckleClient({ port, timeoutMs: 50 });
    await assert.rejects(client.call('c'), { code: 'daemon-silent', message: /within 0.05 s/ });
    for (const socket of sockets) socket.destroy();
  });

  for (const [what, reply] of [
    ['is of another protocol', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
    ['is too long', '99999999:'],
    ['is no XML', '5:hello'],
    ['is not UTF-8', Buffer.from('1:\xff', 'latin1')],
    [
      'is a request',
      encodeFrame(writeMessage({ kind: 'MessageClientSend', command: 'c', data: null })),
    ],
    ['is of an unknown class', encodeFrame('<MessageType name="x"/>')],
  ] as const) {
    it(`tells that the reply ${what}`, async () => {
      const client = await listen((socket) => {
        socket.on('error', () => undefined);
        socket.end(reply);
      });
      await assert.rejects(client.call('c'), { code: 'reply-unreadable' });
    });
  }
});

describe('OckleCommands', () => {
  const answering = (reply: Readonly<Record<string, string | null>>): OckleCommands =>
    new OckleCommands({ call: () => Promise.resolve(reply) });

  it('sends what the original sends', async () => {
    const sent: unknown[] = [];
    const caller = {
      call: (command: string, data: unknown = null) => {
        sent.push([command, data]);
        return Promise.resolve({ status: 'x', succeeded: 'True', state: 'True', File: null });
      },
    };
    const commands = new OckleCommands(caller);
    await commands.setServer('s', 'on');
    await commands.switchControl('s', 'o', 'off');
    await commands.runTest('s', 't');
    await commands.switchNetwork(true);
    await commands.setAutoControlStatus(false);
    await commands.setINIFile('p', { pdu: { type: 'x' } });
    await commands.deleteINISection('p', 's');
    assert.equal(await commands.getINIFile('p'), '');
    assert.deepEqual(sent, [
      ['setServer', { server: 's', state: 'on' }],
      ['switchControl', { server: 's', obj: 'o', state: 'off' }],
      ['runTest', { server: 's', obj: 't' }],
      ['switchNetwork', { state: true }],
      ['setAutoControlStatus', { state: false }],
      ['setINIFile', { Path: 'p', iniDict: { pdu: { type: 'x' } } }],
      ['deleteINISection', { Path: 'p', Section: 's' }],
      ['getINIFile', { Path: 'p' }],
    ]);
  });

  it('decodes dependencies and lists of types', async () => {
    const dependencyMap =
      '{"available": {"a": "A"}, "disabled": {"b": ["c", "d"]}, "existing": {}}';
    assert.deepEqual(await answering({ dependencyMap }).getServerDependencyMap('s'), {
      available: new Map([['a', 'A']]),
      disabled: new Map([['b', ['c', 'd']]]),
      existing: new Map(),
    });
    assert.deepEqual(
      await answering({
        PDUs: '{"Dummy": null, "Raritan": "r", "__proto__": "p"}',
      }).getAvailablePDUsList(),
      new Map([
        ['Dummy', null],
        ['Raritan', 'r'],
        ['__proto__', 'p'],
      ]),
    );
    assert.deepEqual(
      await answering({ Timer: 'None', Logger: 'Logs.' }).getAvailablePluginsList(),
      new Map([
        ['Timer', null],
        ['Logger', 'Logs.'],
      ]),
    );
  });

  it('tells why an edit did not succeed', async () => {
    const edit = await answering({ succeeded: 'False', error: 'gone' }).deleteINIFile('p');
    assert.deepEqual(edit, { succeeded: false, error: 'gone' });
  });

  for (const pdus of [null, '', '[]', '{"a": 1}', '{"a": {"b": {"c": 1}}}', '{']) {
    it(`refuses ${JSON.stringify(pdus)} where files belong`, async () => {
      await assert.rejects(answering({ pdus }).getPDUDict(), {
        code: 'reply-unreadable',
        message: /^The value “pdus” of the reply /,
      });
    });
  }
});
