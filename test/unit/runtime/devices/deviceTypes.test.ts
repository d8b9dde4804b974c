import assert from 'node:assert/strict';
import type { DeviceSpec } from '../../../../runtime/devices/deviceSpec.ts';
import { makeControl, makeOutlet, makeTest } from '../../../../runtime/devices/deviceTypes.ts';
import { testLine } from '../network/testServer.ts';

function spec(params: Readonly<Record<string, string>> = {}): DeviceSpec {
  return {
    name: 'psu1',
    generator: 'rack',
    params: new Map(Object.entries(params)),
    config: new Map(),
    source: { file: '/etc/servers/web1.ini', line: 5 },
    line: testLine(),
  };
}

describe('Dummy outlet', () => {
  it('does not read before it is asked to', () => {
    const { device } = makeOutlet('Dummy', spec({ socket: '3' }));
    assert.deepEqual(device.snapshot(), {
      name: 'psu1',
      type: 'Dummy',
      generator: 'rack',
      address: '3',
      opState: 'Did not initiate yet',
      state: null,
    });
  });

  it('is off at first, and goes on and off', async () => {
    const { device } = makeOutlet('Dummy', spec());
    assert.equal(await device.updateState(), false);
    assert.equal(await device.setState(true), true);
    assert.equal(device.state, true);
    device.updateOpState();
    assert.equal(device.opState, 'OK');
    assert.equal(await device.setState(false), true);
    device.updateOpState();
    assert.equal(device.opState, 'OFF');
  });
});

describe('Dummy control', () => {
  it('is on at first and can be shut down', async () => {
    const { device } = makeControl('Dummy', spec());
    assert.equal(await device.updateState(), true);
    assert.equal(await device.setState(false), true);
  });

  it('fails to shut down when told to', async () => {
    const { device } = makeControl('Dummy', spec({ simulate_shutdown_fail: 'true' }));
    assert.equal(await device.setState(false), false);
    assert.equal(device.state, true);
  });
});

describe('Dummy test', () => {
  const rows: readonly (readonly [string | undefined, boolean])[] = [
    [undefined, true],
    ['', true],
    ['true', true],
    ['True', true],
    ['1', true],
    ['yes', true],
    ['false', false],
    ['False', false],
    ['0', false],
    ['no', false],
  ];
  for (const [succeed, expected] of rows) {
    it(`${expected ? 'passes' : 'fails'} with succeed = ${succeed ?? '(missing)'}`, async () => {
      const { device } = makeTest('Dummy', spec(succeed === undefined ? {} : { succeed }));
      assert.equal(device.opState, 'Did not initiate yet');
      assert.equal(await device.runTest(), expected);
      assert.equal(device.opState, expected ? 'SUCCEEDED' : 'FAILED');
    });
  }
});

describe('A type nobody knows', () => {
  it('is a problem that says where, what and how to mend it', () => {
    const { problem } = makeOutlet('Raritan9', spec());
    assert.deepEqual(problem, {
      code: 'device-type-unknown',
      severity: 'error',
      message:
        '"rack" has the unknown type "Raritan9", so the outlet "psu1" is shown as Unknown. Write type = Dummy or DummyWithCPU.',
      source: { file: '/etc/servers/web1.ini', line: 5 },
    });
  });

  it('is shown as Unknown, never OFF, and cannot be switched', async () => {
    const { device } = makeControl('constructor', spec());
    await assert.rejects(device.setState(true), /unknown type "constructor"/);
    device.updateOpState();
    assert.equal(device.opState, 'Unknown');
    assert.equal(device.state, null);
  });

  it('makes a test fail', async () => {
    const { device } = makeTest(undefined, spec());
    await assert.rejects(device.runTest());
    assert.equal(device.opState, 'FAILED');
  });
});
