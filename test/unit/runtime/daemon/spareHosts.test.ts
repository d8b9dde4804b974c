import assert from 'node:assert/strict';
import { SpareHosts } from '../../../../runtime/daemon/spareHosts.ts';
import { settled } from '../../../support/runtime/manualClock.ts';
import { ManualTimers } from '../../../support/runtime/manualTimers.ts';
import { SpawnedFake } from './spawnedFake.ts';

describe('SpareHosts', () => {
  function open(most = 1) {
    const timers = new ManualTimers();
    const processes = new SpawnedFake();
    const hosts = new SpareHosts({ spawn: processes.spawn, timers, most });
    return { timers, processes, hosts, request: processes.request };
  }

  it('starts the first host cold, and has one ready once it is quiet', async () => {
    const { timers, processes, hosts, request } = open();
    const first = hosts.start('typescript', request);
    assert.equal(processes.count, 1);
    await timers.advance(999);
    assert.equal(processes.count, 1);
    await timers.advance(1);
    const [, spare] = processes.all;
    assert.deepEqual(spare?.request, { ...request, args: ['1', 'spare'] });
    const second = hosts.start('typescript', request);
    assert.equal(second, spare);
    assert.notEqual(second, first);
    await timers.advance(10_000);
    assert.equal(processes.count, 3);
  });

  it('is not quiet while others start', async () => {
    const { timers, processes, hosts, request } = open();
    hosts.start('typescript', request);
    await timers.advance(999);
    hosts.start('typescript', request);
    await timers.advance(999);
    assert.equal(processes.count, 2);
    await timers.advance(1);
    assert.equal(processes.count, 3);
  });

  it('keeps one of each language', async () => {
    const { timers, processes, hosts, request } = open();
    hosts.start('typescript', request);
    hosts.start('python', { ...request, command: 'python3' });
    await timers.advance(1_000);
    assert.deepEqual(
      processes.all.slice(2).map(({ request: { command } }) => command),
      ['host', 'python3'],
    );
    hosts.start('python', { ...request, command: 'python3' });
    await timers.advance(1_000);
    assert.equal(processes.count, 5);
  });

  it('ends one that was started in another way', async () => {
    const { timers, processes, hosts, request } = open();
    hosts.start('python', request);
    await timers.advance(1_000);
    const other = { ...request, command: 'another python3' };
    const started = hosts.start('python', other);
    assert.deepEqual(processes.all[1]?.signals, ['SIGKILL']);
    assert.equal(started, processes.all[2]);
    await timers.advance(1_000);
    assert.equal(processes.all[3]?.request.command, 'another python3');
  });

  it('gives nobody one that ended by itself', async () => {
    const { timers, processes, hosts, request } = open();
    hosts.start('typescript', request);
    await timers.advance(1_000);
    processes.all[1]?.end();
    await settled();
    assert.equal(hosts.start('typescript', request), processes.all[2]);
  });

  it('ends the idle ones, but none that has a plugin', async () => {
    const { timers, processes, hosts, request } = open();
    hosts.start('typescript', request);
    await timers.advance(1_000);
    hosts.start('typescript', request);
    await timers.advance(1_000);
    await hosts.dispose();
    hosts.start('typescript', request);
    assert.deepEqual(
      processes.all.map(({ signals }) => signals),
      [[], [], ['SIGKILL'], []],
    );
    assert.equal(timers.count, 0);
  });

  it('has one ready for the first plugin of an expected language', async () => {
    const { timers, processes, hosts, request } = open();
    hosts.expect('python', request);
    const [spare] = processes.all;
    assert.deepEqual(spare?.request, { ...request, args: ['1', 'spare'] });
    assert.equal(hosts.start('python', request), spare);
    assert.equal(processes.count, 1);
    await timers.advance(1_000);
    assert.equal(processes.count, 2);
  });

  it('expects nothing of a language that has come, and nothing once it is over', async () => {
    const { processes, hosts, request } = open();
    hosts.start('python', request);
    hosts.expect('python', request);
    assert.equal(processes.count, 1);
    await hosts.dispose();
    hosts.expect('typescript', request);
    assert.equal(processes.count, 1);
  });

  it('keeps none where none may be', async () => {
    const { timers, processes, hosts, request } = open(0);
    hosts.expect('typescript', request);
    hosts.start('typescript', request);
    await timers.advance(10_000);
    assert.equal(processes.count, 1);
  });
});
