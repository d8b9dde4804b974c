import assert from 'node:assert/strict';
import { encodeFrame, readMessage, WireError } from '../../../runtime/communication/wire/index.ts';
import { closeListeners, openListener } from '../../support/wire/listenerBench.ts';
import { WireClient } from '../../support/wire/wireClient.ts';
import { xmlBombs } from './xmlBombs.ts';

/** Milliseconds; a reader that grows faster than the document takes seconds or never ends. */
const slow = 1_000;

/** Puts entities in their places as readers do that know them; answers how long the text gets. */
function expandedLength(xml: string): number {
  const entities = new Map<string, string>();
  for (const [, name = '', text = ''] of xml.matchAll(/<!ENTITY (\w+) "([^"]*)">/g)) {
    entities.set(name, text);
  }
  const known = new Map<string, number>();
  const lengthOf = (text: string): number => {
    let length = text.length;
    for (const [all, name = ''] of text.matchAll(/&(\w+);/g)) {
      const inserted = known.get(name) ?? lengthOf(entities.get(name) ?? '');
      known.set(name, inserted);
      length += inserted - all.length;
    }
    return length;
  };
  return lengthOf(xml.slice(xml.indexOf(']>') + 2));
}

describe('XML that is made to hurt', () => {
  afterEach(closeListeners);

  it('is of at least 40 kinds', () => {
    assert.ok(xmlBombs.size >= 40, String(xmlBombs.size));
  });

  for (const [what, xml] of xmlBombs) {
    it(`is refused at once: ${what}`, () => {
      const heap = process.memoryUsage().heapUsed;
      const started = process.cpuUsage();
      assert.throws(() => readMessage(xml), WireError);
      const { user, system } = process.cpuUsage(started);
      assert.ok(user + system < slow * 1_000, `${(user + system) / 1_000} ms`);
      const grown = process.memoryUsage().heapUsed - heap;
      assert.ok(grown < 64_000_000, `${grown} bytes`);
    });
  }

  it('would hurt a reader that knows entities', () => {
    assert.ok(expandedLength(xmlBombs.get('a billion laughs') ?? '') > 100_000_000);
    assert.ok(expandedLength(xmlBombs.get('quadratic growth') ?? '') > 900_000_000);
  });

  it('is answered with an error, and the connection goes on', async () => {
    const { port } = await openListener({ config: { MAX_RCV_SIZE: 9_999_999 } });
    const client = new WireClient(port);
    for (const [what, xml] of xmlBombs) {
      client.send(encodeFrame(xml));
      assert.match(await client.error(), /^The message cannot be read\. /, what);
    }
    client.request('bogus');
    assert.equal(await client.error(), 'Unknown Command');
    client.destroy();
  });
});
