import assert from 'node:assert/strict';
import { makeTest } from '../../../../runtime/devices/deviceTypes.ts';
import { dataOfSilent } from '../../../../runtime/network/readServerData.ts';
import { settled } from '../../../support/runtime/manualClock.ts';
import { PduRecord, SimulatedOutlet } from '../devices/deviceSimulator.ts';
import { makeServer } from './madeServer.ts';
import { RecordedSwitch, spec, testLine } from './testServer.ts';

describe('Reading a server', () => {
  it('says which devices have no data, and why', async () => {
    class Metered extends RecordedSwitch {
      protected override data() {
        return this.isUnreachable
          ? Promise.reject(new Error('no answer'))
          : Promise.resolve({ current: 120 });
      }
    }
    const meter = new Metered('psu', []);
    const { node } = makeServer({ parts: { outlets: [meter] } });
    assert.deepEqual(await node.readData(), {
      outlets: { psu: { current: 120 } },
      controls: { soft: {} },
      failures: [],
    });
    meter.isUnreachable = true;
    assert.deepEqual(await node.readData(), {
      outlets: { psu: {} },
      controls: { soft: {} },
      failures: ['psu: no answer'],
    });
  });

  it('knows without asking what it is answered where no device has data, and only there', async () => {
    class Metered extends RecordedSwitch {
      protected override data() {
        return Promise.resolve({});
      }
    }
    for (const outlets of [[], [new RecordedSwitch('psu', [])], [new RecordedSwitch('1', [])]]) {
      const { node } = makeServer({ parts: { outlets } });
      assert.deepEqual({ ...dataOfSilent(node), failures: [] }, await node.readData());
    }
    for (const parts of [
      { outlets: [new Metered('psu', [])] },
      { outlets: [new RecordedSwitch('a', []), new Metered('b', [])] },
      { controls: [new Metered('soft', [])] },
    ]) {
      assert.equal(dataOfSilent(makeServer({ parts }).node), undefined);
    }
  });

  it('ends at once when it is given up', async () => {
    const outlet = new SimulatedOutlet('psu', new PduRecord(), testLine());
    outlet.mode = 'silent';
    const { node } = makeServer({ parts: { outlets: [outlet] } });
    const control = new AbortController();
    const done = node.updateOpState({ signal: control.signal });
    await settled();
    control.abort();
    assert.deepEqual(await done, ['psu: The call to rack was given up.']);
    assert.equal(node.opState, 'Unknown');
  });

  it('reads the devices before it adds them up', async () => {
    const { outlet, control, node } = makeServer();
    outlet.isOn = true;
    control.isOn = true;
    await node.updateOpState();
    assert.equal(node.opState, 'OK');
    outlet.isOn = false;
    await node.updateOpState();
    assert.equal(node.opState, 'OFF');
  });

  it('goes by the controls of a server without outlets', async () => {
    const { control, node } = makeServer({ parts: { outlets: [] } });
    control.isOn = true;
    await node.updateOpState();
    assert.equal(node.opState, 'OK');
  });

  it('keeps the state of a server without devices', async () => {
    const { node } = makeServer({ parts: { outlets: [], controls: [] } });
    await node.updateOpState();
    assert.equal(node.opState, 'Did not initiate yet');
  });

  it('runs the tests of a server that is on', async () => {
    const ping = makeTest('Dummy', spec('ping', { succeed: 'no' })).device;
    const { outlet, control, node } = makeServer({ parts: { tests: [ping] } });
    outlet.isOn = true;
    control.isOn = true;
    await node.updateOpState({ runTests: false });
    assert.equal(node.opState, 'OK');
    await node.updateOpState();
    assert.equal(node.opState, 'Failed to start');
  });

  it('keeps forced states of the server and of its devices', async () => {
    const { outlet, control, node } = makeServer();
    outlet.isOn = true;
    control.isOn = true;
    node.setOpState('Forced on');
    node.setDeviceOpState(outlet, 'Forced on');
    await node.updateOpState();
    assert.deepEqual(
      [node.opState, outlet.opState, control.opState],
      ['Forced on', 'Forced on', 'OK'],
    );
    outlet.isUnreachable = true;
    await node.updateOpState();
    assert.deepEqual([node.opState, outlet.opState], ['Forced on', 'Unknown']);
  });

  it('is Unknown, never OFF, when an outlet cannot be read', async () => {
    const { outlet, node } = makeServer();
    outlet.isUnreachable = true;
    assert.deepEqual(await node.updateOpState(), ['psu: no answer']);
    assert.equal(node.opState, 'Unknown');
  });
});
