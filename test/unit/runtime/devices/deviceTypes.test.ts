import assert from 'node:assert/strict';
import { loadBetween, timesOfProcStat } from '../../../../runtime/devices/cpuLoad.ts';
import type { DeviceSpec } from '../../../../runtime/devices/deviceSpec.ts';
import {
  makeControl,
  makeOutlet,
  makeTest,
  typeProblems,
} from '../../../../runtime/devices/deviceTypes.ts';
import { testLine } from '../network/testServer.ts';

const source = { file: '/etc/outlets/rack.ini', line: 2 };

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

describe('A device with CPU', () => {
  for (const [kind, make] of [
    ['outlet', makeOutlet],
    ['control', makeControl],
  ] as const) {
    it(`tells how busy the machine is, as an ${kind}`, async () => {
      const { device, problem } = make('DummyWithCPU', spec());
      assert.equal(problem, undefined);
      const { CPU } = await device.readData();
      assert.ok(typeof CPU === 'number' && CPU >= 0 && CPU <= 100, JSON.stringify(CPU));
      assert.equal(device.type, 'DummyWithCPU');
      assert.equal(await device.setState(false), true);
    });
  }

  it('says nothing as a plain dummy', async () => {
    assert.deepEqual(await makeOutlet('Dummy', spec()).device.readData(), {});
  });

  it('reads the busy part out of /proc/stat', () => {
    const before = timesOfProcStat('cpu  100 10 40 850 5 0 0 0 0 0\ncpu0 1 2 3 4\n');
    const after = timesOfProcStat('cpu  150 10 60 980 9 0 0 0 0 0\ncpu0 1 2 3 4\n');
    assert.ok(before && after);
    assert.equal(loadBetween(before, after), 35);
    assert.equal(loadBetween(before, before), 0);
    assert.equal(timesOfProcStat('intr 1 2 3\n'), undefined);
  });
});

describe('A type of the original that is not there yet', () => {
  for (const [type, make, kind] of [
    ['Raritan', makeOutlet, 'outlets'],
    ['SSHController', makeControl, 'controls'],
  ] as const) {
    it(`is shown as Unknown and never switched, and that is said: ${type}`, async () => {
      assert.deepEqual(typeProblems(kind, type, 'rack', source), [
        {
          code: 'device-type-later',
          severity: 'warning',
          message: `"rack" has the type ${type}, which is not there yet, so its ${kind} are shown as Unknown and never switched. Write type = Dummy to simulate it.`,
          source,
        },
      ]);
      const { device, problem } = make(type, spec());
      assert.equal(problem, undefined);
      await assert.rejects(device.setState(false), { code: 'device-type-later' });
      await assert.rejects(device.updateState(), /not there yet/);
      device.updateOpState();
      assert.deepEqual([device.type, device.opState, device.state], [type, 'Unknown', null]);
    });
  }
});

describe('A type nobody knows', () => {
  it('is a problem that says where, what and how to mend it', () => {
    assert.deepEqual(typeProblems('outlets', 'Raritan9', 'rack', source), [
      {
        code: 'device-type-unknown',
        severity: 'error',
        message:
          '"rack" has the unknown type "Raritan9", so its outlets are shown as Unknown. Write type = Dummy or DummyWithCPU.',
        source,
      },
    ]);
    assert.deepEqual(typeProblems('outlets', 'Dummy', 'rack', source), []);
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
