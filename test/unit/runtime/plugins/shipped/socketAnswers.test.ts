import assert from 'node:assert/strict';
import { writeMessage } from '../../../../../runtime/communication/wire/index.ts';
import { echo, echoed, echoRequest, frame } from '../../../../support/wire/echo.ts';
import { closeListeners, openListener } from '../../../../support/wire/listenerBench.ts';
import { WireClient } from '../../../../support/wire/wireClient.ts';
import { examples } from '../../communication/wire/examples.ts';

describe('Answers of the SocketListener', () => {
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

  describe('answers what the original answered, byte by byte:', () => {
    for (const { command, request, reply } of examples) {
      if (!request || reply.error === 'null') continue;
      it(command, async () => {
        const { data = {} } = reply;
        const commands = reply.error === undefined ? { [command]: () => data } : {};
        const { bench, port } = await openListener({ commands });
        const client = open(port).send(request.frame);
        await client.reply();
        assert.equal(client.received, reply.frame);
        const expected = Object.keys(request.data).length === 0 ? null : request.data;
        assert.deepEqual(bench.calls, reply.error === undefined ? [[command, expected]] : []);
      });
    }
  });

  describe('answers with the reason, in a frame, and goes on:', () => {
    const cases: readonly (readonly [what: string, bytes: string | Buffer, error: RegExp])[] = [
      [
        'a handler that throws',
        echoRequest('<data><fail>1</fail></data>'),
        /^There is no such thing\.$/,
      ],
      [
        'an unknown command',
        frame(writeMessage({ kind: 'MessageClientSend', command: 'bogus', data: null })),
        /^Unknown Command$/,
      ],
      ['an unknown class', frame('<MessageType name="MessageOfMine"/>'), /^Unknown Command$/],
      [
        'an error as request',
        frame(writeMessage({ kind: 'MessageServerError', error: 'x' })),
        /^Unknown Command$/,
      ],
      ['data that is text', echoRequest('<data>on</data>'), /The data is a text/],
      ['text in no element', '5:hello', /text outside/],
      ['broken XML', frame('<MessageType'), /not well-formed/],
      ['no MessageType', frame('<a/>'), /no element MessageType/],
      [
        'no MessageAttr',
        frame('<MessageType name="MessageClientSend"/>'),
        /no element MessageAttr/,
      ],
      ['no data', echoRequest(''), /no element data/],
      ['an empty message', '0:', /no element/],
      [
        'a length that is too short',
        echoRequest('<data/>').replace(/^\d+/, '100').slice(0, 104),
        /is not closed|not well-formed/,
      ],
      ['bytes that are no UTF-8', Buffer.from('2:\xff\xfe', 'latin1'), /not UTF-8/],
      [
        'a reply that cannot be written',
        echoRequest('<data><odd>1</odd></data>'),
        /“two words” cannot be the key/,
      ],
    ];
    for (const [what, bytes, error] of cases) {
      it(what, async () => {
        const { port } = await openListener({ commands: { echo: echoOrFail } });
        const client = open(port).send(bytes);
        assert.match(await client.error(), error);
        assert.match(client.received, /^\d+:<\?xml/);
        client.send(echoRequest('<data><a>1</a></data>'));
        assert.deepEqual(await client.message(), echoed({ a: '1' }));
      });
    }
  });

  describe('closes, and serves the next client:', () => {
    for (const [what, bytes] of [
      ['a length that is no number', 'abc:'],
      ['a negative length', '-5:'],
      ['a request of HTTP', 'POST / HTTP/1.1\r\n\r\n'],
      ['nothing but a closed connection', ''],
      ['a frame that is cut off', '100:<MessageType'],
    ] as const) {
      it(what, async () => {
        const { port } = await openListener({ commands: { echo } });
        const client = open(port).send(bytes);
        if (bytes === '' || bytes.startsWith('100')) client.socket.end();
        await client.closed();
        assert.equal(client.received, '');
        assert.deepEqual(await open(port).send(echoRequest('<data/>')).message(), echoed(null));
      });
    }
  });
});

function echoOrFail(data: Readonly<Record<string, unknown>> | null) {
  if (data && 'fail' in data) throw new Error('There is no such thing.');
  if (data && 'odd' in data) return { 'two words': 'x' };
  return echo(data);
}
