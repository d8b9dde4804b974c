import assert from 'node:assert/strict';
import { ServerNetwork } from '../../../../runtime/network/serverNetwork.ts';
import { NetworkFeed } from '../../../../runtime/network/networkFeed.ts';
import { ServerNode } from '../../../../runtime/network/serverNode.ts';
import { toDot } from '../../../../runtime/network/toDot.ts';
import { ManualClock, settled } from '../../../support/runtime/manualClock.ts';
import { PduRecord, SimulatedOutlet } from '../devices/deviceSimulator.ts';
import { dummyServer, RecordedSwitch, testLine } from './testServer.ts';

/** `web: db, switch` per line: a server and what it needs. */
function networkOf(...lines: readonly string[]): ServerNetwork {
  const network = new ServerNetwork();
  const needs = lines.map((line) => line.split(':').map((part) => part.trim()));
  for (const [name = ''] of needs) network.addServer(dummyServer(name, network.reportChange));
  for (const [name = '', list = ''] of needs) {
    for (const need of list.split(',').filter(Boolean)) network.addDependency(name, need.trim());
  }
  return network;
}

/** Servers under each server that they need. */
function tree(network: ServerNetwork, names?: readonly string[], indent = ''): string {
  const roots = network
    .getSortedNodeListIndex()
    .filter((name) => network.getDependencies(name).length === 0);
  return (names ?? roots)
    .map((name) => `${indent}${name}\n${tree(network, network.getDependent(name), `${indent}  `)}`)
    .join('');
}

describe('ServerNetwork', () => {
  it('orders needed servers first, and by name where that is free', () => {
    const network = networkOf('web10: db', 'web2: db', 'db: switch', 'switch', 'backup');
    assert.deepEqual(network.getSortedNodeListIndex(), ['backup', 'switch', 'db', 'web2', 'web10']);
    assert.equal(
      tree(network),
      ['backup', 'switch', '  db', '    web10', '    web2', ''].join('\n'),
    );
  });

  it('adds a server that needs others', () => {
    const network = networkOf('switch', 'db');
    network.addServer(dummyServer('web'), ['db', 'switch']);
    assert.deepEqual(network.getDependencies('web'), ['db', 'switch']);
    assert.deepEqual(network.getDependent('switch'), ['web']);
  });

  it('leaves nothing of a server that cannot be added', () => {
    const network = networkOf('switch');
    assert.throws(() => network.addServer(dummyServer('web'), ['switch', 'nobody']), {
      code: 'server-unknown',
      message: 'There is no server "nobody".',
    });
    assert.equal(tree(network), 'switch\n');
  });

  it('refuses a circle, names it, and leaves the network as it was', () => {
    const network = networkOf('web: db', 'db: switch', 'switch');
    const before = tree(network);
    assert.throws(() => network.addDependency('switch', 'web'), {
      code: 'dependency-cycle',
      message:
        'Servers cannot need each other in a circle: "switch" needs "web" needs "db" needs "switch".',
    });
    assert.throws(() => network.addDependency('web', 'web'), /"web" needs "web"/);
    assert.equal(tree(network), before);
    network.addDependency('web', 'switch');
  });

  it('refuses what is there already and what is not', () => {
    const network = networkOf('web: db', 'db');
    assert.throws(() => network.addServer(dummyServer('db')), { code: 'server-duplicate' });
    assert.throws(() => network.addDependency('web', 'db'), { code: 'dependency-duplicate' });
    assert.throws(() => network.removeDependency('db', 'web'), { code: 'dependency-unknown' });
    assert.throws(() => network.getDependencies('constructor'), { code: 'server-unknown' });
  });

  it('takes a chain longer than any stack', () => {
    const network = new ServerNetwork();
    for (let at = 0; at < 20_000; at++) {
      network.addServer(dummyServer(`s${at}`));
      if (at > 0) network.addDependency(`s${at}`, `s${at - 1}`);
    }
    assert.equal(network.getSortedNodeListIndex().at(-1), 's19999');
    assert.throws(() => network.addDependency('s0', 's19999'), { code: 'dependency-cycle' });
  });

  it('finds circles without searching the whole network for every need', function () {
    this.timeout(20_000);
    const network = new ServerNetwork();
    const count = 50_000;
    const rules = { maxStartupMs: 0, maxAttempts: 3 };
    const clock = new ManualClock();
    for (let at = 0; at < count; at++) {
      const parts = { name: `s${at}`, file: '', outlets: [], controls: [], tests: [] };
      network.addServer(new ServerNode(parts, rules, clock, network.reportChange));
    }
    // The worst order: each new need would have to look through all that were added before.
    for (let at = 1; at < count; at++) network.addDependency(`s${at - 1}`, `s${at}`);
    assert.throws(() => network.addDependency(`s${count - 1}`, 's0'), {
      code: 'dependency-cycle',
      message:
        'Servers cannot need each other in a circle: "s49999" needs "s0" needs "s1" needs "s2" needs "s3" needs "s4" needs … (49989 more) needs "s49994" needs "s49995" needs "s49996" needs "s49997" needs "s49998" needs "s49999".',
    });
    assert.equal(network.getSortedNodeList()[0]?.name, `s${count - 1}`);
  });

  it('gives the same sorted list until a need changes', () => {
    const network = networkOf('web: db', 'db');
    const list = network.getSortedNodeList();
    network.requireServer('db').setOpState('OK');
    assert.equal(network.getSortedNodeList(), list);
    network.removeDependency('web', 'db');
    assert.notEqual(network.getSortedNodeList(), list);
  });

  it('reads every server at once, so that a hung one does not hold up the rest', async () => {
    const network = new ServerNetwork();
    const realTime = new ManualClock();
    for (const name of ['a', 'b']) {
      const outlet = new SimulatedOutlet('psu', new PduRecord(), testLine({ realTime }));
      if (name === 'a') outlet.mode = 'hung';
      const parts = { name, file: '', outlets: [outlet], controls: [], tests: [] };
      const rules = { maxStartupMs: 0, maxAttempts: 3 };
      network.addServer(new ServerNode(parts, rules, realTime, network.reportChange));
    }
    const update = network.updateNetwork();
    await settled();
    assert.equal(network.requireServer('b').opState, 'OFF');
    assert.equal(network.requireServer('a').opState, 'Did not initiate yet');
    await realTime.advance(1000);
    assert.deepEqual(await update, ['a: psu: rack did not answer within 1 s.']);
    assert.equal(network.requireServer('a').opState, 'Unknown');
  });

  it('writes to no device by being built, read, shown or drawn', async () => {
    const log: string[] = [];
    const network = new ServerNetwork();
    for (const name of ['a', 'b']) {
      const parts = {
        name,
        file: '',
        outlets: [new RecordedSwitch('psu', log)],
        controls: [new RecordedSwitch('soft', log)],
        tests: [],
      };
      const rules = { maxStartupMs: 0, maxAttempts: 3 };
      network.addServer(new ServerNode(parts, rules, new ManualClock(), network.reportChange));
    }
    network.addDependency('a', 'b');
    for (let turn = 0; turn < 100; turn++) {
      await network.updateNetwork();
      await network.updateNetwork({ runTests: false });
      new NetworkFeed(network).snapshot();
      toDot(network);
      for (const node of network.getSortedNodeList()) {
        network.snapshotOf(node);
        network.isReadyToTurnOn(node.name);
        network.isReadyToTurnOff(node.name);
        await node.readData();
        node.setOpState('Forced on');
        node.resetAttempts();
      }
    }
    assert.deepEqual(log, []);
  });

  describe('readiness', () => {
    it('to turn on asks for every needed server, directly or not', async () => {
      const network = networkOf('web: db', 'db: switch', 'switch');
      assert.equal(network.isReadyToTurnOn('switch'), true);
      assert.equal(network.isReadyToTurnOn('web'), false);
      await network.requireServer('switch').turnOn();
      await network.requireServer('db').turnOn();
      assert.equal(network.isReadyToTurnOn('web'), true);
      await network.requireServer('switch').turnOff();
      assert.deepEqual(
        network.missingDependencies('web').map(({ name }) => name),
        ['switch'],
      );
    });

    it('takes a needed server that was forced on, and a dependent that was forced off', () => {
      const network = networkOf('web: db', 'db');
      network.requireServer('db').setOpState('Forced on');
      assert.equal(network.isReadyToTurnOn('web'), true);
      network.requireServer('web').setOpState('Forced off');
      assert.equal(network.isReadyToTurnOff('db'), true);
    });

    it('never takes Unknown for off or for on', () => {
      const network = networkOf('web: db', 'db');
      network.requireServer('web').setOpState('Unknown');
      network.requireServer('db').setOpState('Unknown');
      assert.equal(network.isReadyToTurnOff('db'), false);
      assert.equal(network.isReadyToTurnOn('web'), false);
    });

    it('is denied to a server that failed for good', () => {
      const network = networkOf('db');
      network.requireServer('db').setOpState('Permanently failed to start');
      assert.equal(network.isReadyToTurnOn('db'), false);
      network.requireServer('db').setOpState('Permanently failed to Stop');
      assert.equal(network.isReadyToTurnOff('db'), false);
    });

    it('to turn off takes a server that never started and whose outlets are off for off', async () => {
      const network = networkOf('web: db', 'db');
      assert.equal(network.isReadyToTurnOff('db'), false, 'nobody read the outlets yet');
      await network.requireServer('web').updateOpState();
      network.requireServer('web').setOpState('Did not initiate yet');
      assert.equal(network.isReadyToTurnOff('db'), true);
      await network.requireServer('web').turnOn();
      assert.equal(network.isReadyToTurnOff('db'), false);
    });
  });

  it('updates every server but those being switched', async () => {
    const network = networkOf('web: db', 'db');
    await network.requireServer('db').turnOn();
    assert.deepEqual(await network.updateNetwork(), []);
    assert.deepEqual(
      network.getSortedNodeList().map(({ name, opState }) => `${name} ${opState}`),
      ['db OK', 'web OFF'],
    );
  });
});
