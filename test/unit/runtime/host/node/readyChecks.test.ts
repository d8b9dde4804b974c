import assert from 'node:assert/strict';
import { NetworkReplica } from '../../../../../runtime/host/node/networkReplica.ts';
import { ReadyChecks } from '../../../../../runtime/host/node/readyChecks.ts';
import type { OpStateText, ServerSnapshot } from '../../../../../runtime/protocol/index.ts';
import { chainOf, serverOf } from './serverTree.ts';

/** Counts how often it is asked for a server. */
class CountingReplica extends NetworkReplica {
  asked = 0;

  override get(name: string): ServerSnapshot | undefined {
    this.asked++;
    return super.get(name);
  }
}

function checksOf(...servers: readonly ServerSnapshot[]) {
  const replica = new CountingReplica();
  replica.takePart({ seq: 0, part: 0, parts: 1, servers });
  const checks = new ReadyChecks(replica);
  const known = (name: string): ServerSnapshot => {
    const server = replica.get(name);
    assert.ok(server);
    return server;
  };
  const canTurnOn = (name: string): boolean => checks.canTurnOn(known(name));
  const canTurnOff = (name: string): boolean => checks.canTurnOff(known(name));
  return { replica, canTurnOn, canTurnOff };
}

/** Whether `db` may be turned on when the server it needs is in that state. */
function canTurnOnAfter(needed: OpStateText): boolean {
  return checksOf(serverOf('nas', [], needed), serverOf('db', ['nas'])).canTurnOn('db');
}

function canTurnOffBefore(dependent: OpStateText): boolean {
  return checksOf(serverOf('nas'), serverOf('db', ['nas'], dependent)).canTurnOff('nas');
}

describe('ReadyChecks', () => {
  it('lets a server start when what it needs is on, forced on included', () => {
    assert.equal(canTurnOnAfter('OK'), true);
    assert.equal(canTurnOnAfter('Forced on'), true);
    for (const other of ['OFF', 'Unknown', 'Switching on', 'Failed to start'] as const) {
      assert.equal(canTurnOnAfter(other), false, other);
    }
  });

  it('lets a server stop when what needs it is off, and unknown is not off', () => {
    assert.equal(canTurnOffBefore('OFF'), true);
    assert.equal(canTurnOffBefore('Forced off'), true);
    assert.equal(canTurnOffBefore('Did not initiate yet'), true);
    for (const other of ['OK', 'Unknown', 'Switching off', 'Failed to stop'] as const) {
      assert.equal(canTurnOffBefore(other), false, other);
    }
  });

  it('looks through to servers further away', () => {
    const { canTurnOn } = checksOf(
      serverOf('a'),
      serverOf('b', ['a'], 'OK'),
      serverOf('c', ['b'], 'OK'),
      serverOf('d', ['c']),
    );
    assert.equal(canTurnOn('d'), false);
    assert.equal(canTurnOn('a'), true);
  });

  it('refuses a server that failed for good in that direction only', () => {
    const noStart = checksOf(serverOf('a', [], 'Permanently failed to start'));
    assert.deepEqual([noStart.canTurnOn('a'), noStart.canTurnOff('a')], [false, true]);
    const noStop = checksOf(serverOf('a', [], 'Permanently failed to Stop'));
    assert.deepEqual([noStop.canTurnOn('a'), noStop.canTurnOff('a')], [true, false]);
  });

  it('forgets its answers when a server changes', () => {
    const { replica, canTurnOn } = checksOf(serverOf('a'), serverOf('b', ['a']));
    assert.equal(canTurnOn('b'), false);
    replica.takeDelta({ seq: 1, changed: [serverOf('a', [], 'OK')] });
    assert.equal(canTurnOn('b'), true);
  });

  it('answers for servers that need each other in a circle', () => {
    const { canTurnOn } = checksOf(serverOf('a', ['b'], 'OK'), serverOf('b', ['a'], 'OK'));
    assert.equal(typeof canTurnOn('a'), 'boolean');
  });

  it('asks about ten thousand servers in one walk, not one walk each', () => {
    const { canTurnOn, canTurnOff, replica } = checksOf(...chainOf(10_000, 'OK'));
    assert.ok(replica.names.every((name) => canTurnOn(name)));
    assert.equal(replica.names.filter((name) => canTurnOff(name)).length, 1);
    // One walk each would ask fifty million times.
    assert.ok(replica.asked < 100_000, `asked ${replica.asked} times`);
  });
});
