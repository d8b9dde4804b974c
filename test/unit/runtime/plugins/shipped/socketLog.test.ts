import assert from 'node:assert/strict';
import { encodeFrame } from '../../../../../runtime/communication/wire/index.ts';
import type { CommandHandler, JsonValue } from '../../../../../runtime/plugins/api/index.ts';
import { closeListeners, openListener } from '../../../../support/wire/listenerBench.ts';
import { WireClient } from '../../../../support/wire/wireClient.ts';

const echo: CommandHandler = (data) => data ?? {};

/** A listener that logs every message. */
const openLogging = (value: JsonValue = true) =>
  openListener({ commands: { echo }, config: { LOG_MESSAGES: value } });

function inData(inside: string): Uint8Array {
  return encodeFrame(
    `<MessageType name="MessageClientSend"><MessageAttr Command="echo">${inside}</MessageAttr></MessageType>`,
  );
}

describe('The log of the SocketListener', () => {
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

  it('has what is refused, and no other messages unless it is asked to', async () => {
    const { bench, port } = await openListener({ commands: { echo } });
    await open(port).send(inData('<data><a>1</a></data>')).reply();
    await open(port).request('bogus').reply();
    assert.deepEqual(bench.log, [
      `SocketListener: Started Listening on port:${port}`,
      'SocketListener: Refused: Unknown Command',
    ]);
  });

  it('has every message when the config says so', async () => {
    for (const value of ['True', 'yes', ' on ', '1']) {
      const { bench, port } = await openLogging(value);
      await open(port).send(inData('<data><a>1</a></data>')).reply();
      assert.equal(bench.log.length, 4, value);
    }
    const { bench, port } = await openLogging('False');
    await open(port).send(inData('<data><a>1</a></data>')).reply();
    assert.equal(bench.log.length, 1);
  });

  it('is that of the original when it is asked for', async () => {
    const { bench, port } = await openLogging();
    await open(port).send(inData('<data><a>1</a></data>')).reply();
    await open(port).request('bogus').reply();
    assert.deepEqual(bench.log, [
      `SocketListener: Started Listening on port:${port}`,
      'SocketListener: <MessageType name="MessageClientSend"><MessageAttr Command="echo"><data><a>1</a></data></MessageAttr></MessageType>',
      'SocketListener: Received MessageClientSend',
      'SocketListener: Sending XML:<?xml version="1.0" encoding="UTF-8"?><MessageType name="MessageServerSend"><MessageAttr Reply="echo"><data><a>1</a></data></MessageAttr></MessageType>',
      'SocketListener: <?xml version="1.0" encoding="UTF-8"?><MessageType name="MessageClientSend"><MessageAttr Command="bogus"><data/></MessageAttr></MessageType>',
      'SocketListener: Received MessageClientSend',
      'SocketListener: Sending XML:<?xml version="1.0" encoding="UTF-8"?><MessageType name="MessageServerError"><MessageAttr Error="Unknown Command"><data/></MessageAttr></MessageType>',
    ]);
  });

  it('says at the start that requests are kept short', async () => {
    const { bench } = await openListener({ config: { MAX_RCV_SIZE: 1_024 } });
    await bench.untilLine(/more than 1024 bytes are refused \(MAX_RCV_SIZE\)/);
  });

  describe('has no secret that stands in', () => {
    const canary = 'c4n4ry';
    for (const [where, data] of [
      ['a value', `<Password>${canary}</Password>`],
      ['a nested value', `<a><snmp_community>${canary}</snmp_community></a>`],
      ['JSON', `<iniDict>{"pdu": {"x": 1, "read_community": "${canary}"}}</iniDict>`],
      ['JSON in CDATA', `<iniDict><![CDATA[{"pdu": [{"apiKey": ["${canary}"]}]}]]></iniDict>`],
      ['JSON with an escaped name', `<iniDict>{"pass\\u0077ord": "${canary}"}</iniDict>`],
      ['JSON with a name in references', `<iniDict>{"p&#97;ssword": "${canary}"}</iniDict>`],
      ['JSON in JSON', `<iniDict>{"a": "{\\"token\\": \\"${canary}\\"}"}</iniDict>`],
      ['broken JSON', `<iniDict>{"a": 1, "secret": "${canary}</iniDict>`],
      ['an ini file', `<File>[pdu]\ntype = x\ncommunity = ${canary}\n  ${canary}\nb = 1</File>`],
      ['an address', `<url>http://host/?a=b&amp;token=${canary}</url>`],
    ] as const) {
      it(where, async () => {
        const { bench, port } = await openLogging();
        const client = open(port).send(inData(`<data>${data}<seen>yes</seen></data>`));
        assert.ok((await client.reply()).includes(canary), 'The client gets what it asked for.');
        const log = bench.log.join('\n');
        assert.ok(!log.includes(canary), log);
        assert.equal(log.split('<seen>yes</seen>').length, 3, log);
      });
    }
  });

  it('has no text of what is no message', async () => {
    const { bench, port } = await openLogging();
    await open(port).send(inData('<data><password>c4n4ry</password>')).error();
    await open(port).send(Buffer.from('9:c4n4ry\xff\xff\xff', 'latin1')).error();
    assert.ok(!bench.log.join('\n').includes('c4n4ry'), bench.log.join('\n'));
    assert.match(bench.log.join('\n'), /Received 9 bytes that are no message\. It is not UTF-8\./);
  });

  it('has long messages cut', async () => {
    const { bench, port } = await openLogging();
    await open(port)
      .send(inData(`<data><a>${'x'.repeat(100_000)}</a></data>`))
      .reply();
    const lengths = bench.log.map((line) => line.length);
    assert.ok(Math.max(...lengths) < 9_000, lengths.join(' '));
    assert.ok(bench.log.some((line) => /… \(100\d\d\d characters\)$/.test(line)));
  });
});
