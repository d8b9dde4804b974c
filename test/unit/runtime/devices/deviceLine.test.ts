import assert from 'node:assert/strict';
import { DeviceLine } from '../../../../runtime/devices/deviceLine.ts';
import { deviceRules } from '../../../../runtime/devices/deviceRules.ts';
import { ManualClock, settled } from '../../../support/runtime/manualClock.ts';
import { PduRecord, SimulatedOutlet } from './deviceSimulator.ts';

/** PDUs of some outlets each, whose clocks stand until they are moved. */
function makeRack({ pdus = 1, outlets = 1, inrushMs = 100, serverGapMs = 0 } = {}) {
  const clock = new ManualClock();
  const realTime = new ManualClock();
  const rules = deviceRules({ deviceMs: 10_000, inrushMs, serverGapMs, clock, realTime });
  const racks = Array.from({ length: pdus }, (_, number) => {
    const record = new PduRecord();
    const line = new DeviceLine(`rack${number}`, rules);
    const sockets = Array.from(
      { length: outlets },
      (__, socket) => new SimulatedOutlet(`psu${socket}`, record, line),
    );
    return { record, line, sockets };
  });
  const [first] = racks;
  const outlet = first?.sockets[0];
  if (!first || !outlet) throw new Error('A rack has an outlet at least.');
  return { clock, realTime, racks, ...first, outlet };
}

/** Whether a promise has come to its end by now. */
async function hasEnded(promise: Promise<unknown>): Promise<boolean> {
  let isOver = false;
  const end = (): void => {
    isOver = true;
  };
  void promise.then(end, end);
  await settled();
  return isOver;
}

describe('A device that', () => {
  it('hangs is Unknown after its deadline, and the failure says so', async () => {
    const { realTime, outlet } = makeRack();
    await outlet.setState(true);
    outlet.mode = 'hung';
    const read = outlet.updateState();
    await realTime.advance(9_999);
    assert.equal(await hasEnded(read), false);
    await realTime.advance(1);
    await assert.rejects(read, {
      code: 'device-silent',
      message: 'rack0 did not answer within 10 s.',
    });
    outlet.updateOpState();
    assert.deepEqual([outlet.state, outlet.opState], [null, 'Unknown']);
  });

  it('hangs while it is written to ends the same way, and is not asked again', async () => {
    const { realTime, record, outlet } = makeRack();
    outlet.mode = 'hung';
    const set = outlet.setState(false);
    await realTime.advance(10_000);
    await assert.rejects(set, { code: 'device-silent' });
    assert.equal(outlet.reads, 0);
    await assert.rejects(outlet.updateState(), /nothing more is sent to it/);
    record.release.resolve(undefined);
    await settled();
    outlet.mode = 'ok';
    assert.equal(await outlet.updateState(), false, 'it is asked again once it has let go');
  });

  it('lets go at its deadline can be asked at once', async () => {
    const { realTime, outlet } = makeRack();
    outlet.mode = 'silent';
    const read = outlet.updateState();
    await realTime.advance(10_000);
    await assert.rejects(read, { code: 'device-silent' });
    outlet.mode = 'ok';
    assert.equal(await outlet.updateState(), false);
  });

  it('hangs does not hold up those who wait behind it for longer', async () => {
    const { realTime, sockets, record } = makeRack({ outlets: 4 });
    for (const socket of sockets) socket.mode = 'hung';
    const reads = sockets.map((socket) => socket.updateState());
    await realTime.advance(10_000);
    for (const read of reads) await assert.rejects(read, { code: 'device-silent' });
    assert.equal(record.most, 1);
  });

  it('hangs leaves other PDUs alone: eight of sixteen', async () => {
    const { realTime, racks } = makeRack({ pdus: 16 });
    for (const { sockets } of racks.slice(0, 8)) sockets[0]!.mode = 'hung';
    const sets = racks.map(({ sockets }) => sockets[0]!.setState(true));
    const ended = await Promise.all(sets.map(hasEnded));
    assert.deepEqual(ended, [...Array<boolean>(8).fill(false), ...Array<boolean>(8).fill(true)]);
    await realTime.advance(10_000);
    const results = await Promise.allSettled(sets);
    assert.equal(results.filter(({ status }) => status === 'rejected').length, 8);
  });

  it('is given up is left at once', async () => {
    const { outlet } = makeRack();
    outlet.mode = 'silent';
    const control = new AbortController();
    const set = outlet.setState(true, control.signal);
    await settled();
    control.abort();
    await assert.rejects(set, { code: 'aborted' });
    await assert.rejects(outlet.setState(true, control.signal), { code: 'aborted' });
  });

  it('refuses says why', async () => {
    const { outlet } = makeRack();
    outlet.mode = 'refuses';
    await assert.rejects(outlet.setState(true), /connection refused/);
    assert.equal(outlet.state, null);
  });

  it('follows late is asked until it has', async () => {
    const { clock, outlet } = makeRack();
    outlet.mode = 'late';
    const set = outlet.setState(true);
    await clock.advance(49);
    assert.equal(outlet.reads, 1);
    await clock.advance(1);
    assert.equal(outlet.reads, 2);
    await clock.advance(99);
    assert.equal(outlet.reads, 2, 'each pause is longer than the one before');
    await clock.advance(1);
    assert.equal(outlet.reads, 3);
    await clock.advance(200);
    assert.equal(await set, true);
    assert.equal(outlet.state, true);
  });

  it('says yes and does nothing has not followed when its time is over', async () => {
    const { clock, outlet } = makeRack();
    outlet.mode = 'lies';
    const set = outlet.setState(true);
    for (let second = 0; second < 9; second++) await clock.advance(1000);
    assert.equal(await hasEnded(set), false);
    for (let second = 0; second < 9; second++) await clock.advance(1000);
    assert.equal(await set, false);
    assert.equal(outlet.state, false);
    assert.ok(outlet.reads > 5 && outlet.reads < 30, `${outlet.reads} reads`);
  });

  it('fails now and then is asked again', async () => {
    const { clock, outlet } = makeRack();
    outlet.mode = 'flaps';
    const set = outlet.setState(true);
    await clock.advance(50);
    assert.equal(await set, true);
  });

  it('disappears after a write is Unknown, never off', async () => {
    const { clock, outlet } = makeRack();
    outlet.mode = 'disappears';
    const set = outlet.setState(false);
    const rejected = assert.rejects(set, /connection refused/);
    for (let second = 0; second < 18; second++) await clock.advance(1000);
    await rejected;
    assert.equal(outlet.state, null);
  });
});

describe('The outlets of one PDU', () => {
  it('are talked to one at a time', async () => {
    const { sockets, record } = makeRack({ outlets: 8 });
    await Promise.all(sockets.map((socket) => socket.updateState()));
    await Promise.all(sockets.map((socket) => socket.setState(false)));
    assert.equal(record.most, 1);
    assert.equal(record.writes.length, 8);
  });

  it('go on one after the other, with a gap for the inrush current', async () => {
    const { clock, sockets, record } = makeRack({ outlets: 3 });
    const sets = sockets.map((socket) => socket.setState(true));
    await settled();
    assert.deepEqual(record.writes, ['psu0 on']);
    await clock.advance(99);
    assert.deepEqual(record.writes, ['psu0 on']);
    await clock.advance(1);
    assert.deepEqual(record.writes, ['psu0 on', 'psu1 on']);
    await clock.advance(100);
    assert.deepEqual(await Promise.all(sets), [true, true, true]);
  });

  it('go on with a longer gap where they are of different servers', async () => {
    const { clock, line, record } = makeRack({ serverGapMs: 500 });
    const outlets = ['web1', 'web1', 'db1', 'web1'].map(
      (server, number) => new SimulatedOutlet(`psu${number}`, record, line, server),
    );
    const sets = outlets.map((outlet) => outlet.setState(true));
    await settled();
    const seen = [record.writes.length];
    for (const ms of [100, 499, 1, 499, 1]) {
      await clock.advance(ms);
      seen.push(record.writes.length);
    }
    assert.deepEqual(seen, [1, 2, 2, 3, 3, 4]);
    assert.deepEqual(await Promise.all(sets), [true, true, true, true]);
  });

  it('go off, and are read, without a gap', async () => {
    const { sockets, record } = makeRack({ outlets: 3 });
    await sockets[0]!.setState(true);
    const late = sockets[1]!.setState(true);
    await Promise.all([sockets[0]!.setState(false), sockets[2]!.setState(false)]);
    assert.equal(await sockets[0]!.updateState(), false);
    assert.deepEqual(record.writes, ['psu0 on', 'psu0 off', 'psu2 off']);
    assert.equal(await hasEnded(late), false);
  });

  it('of different PDUs go on at the same time', async () => {
    const { racks } = makeRack({ pdus: 3 });
    const sets = racks.map(({ sockets }) => sockets[0]!.setState(true));
    assert.deepEqual(await Promise.all(sets), [true, true, true]);
  });

  it('go on at once with a gap of 0', async () => {
    const { sockets } = makeRack({ outlets: 3, inrushMs: 0 });
    const sets = sockets.map((socket) => socket.setState(true));
    assert.deepEqual(await Promise.all(sets), [true, true, true]);
  });

  it('wait for no gap any more when they are given up', async () => {
    const { sockets, record } = makeRack({ outlets: 2 });
    const control = new AbortController();
    await sockets[0]!.setState(true);
    const set = sockets[1]!.setState(true, control.signal);
    await settled();
    control.abort();
    await assert.rejects(set, { code: 'aborted' });
    assert.deepEqual(record.writes, ['psu0 on']);
  });
});
