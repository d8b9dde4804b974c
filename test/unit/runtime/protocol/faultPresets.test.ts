import assert from 'node:assert/strict';
import type { FaultPreset, FaultRule, ServerSnapshot } from '../../../../runtime/protocol/index.ts';
import { checkFault, faultPresets, presetFaults } from '../../../../runtime/protocol/index.ts';

function server(name: string, pdu: string, testType = 'Dummy'): ServerSnapshot {
  const of = (object: string, generator: string, type = 'Dummy') =>
    ({ name: object, generator, type, opState: 'OFF', state: false }) as const;
  return {
    name,
    opState: 'OFF',
    dependencies: [],
    startAttempts: 0,
    shutdownAttempts: 0,
    outlets: [of('psu', pdu), of('real', 'box', 'Raritan')],
    controls: [of('soft', 'halt', 'DummyWithCPU')],
    tests: [{ name: 'answers', generator: 'probe', type: testType, opState: 'FAILED' }],
    file: `/etc/servers/${name}.ini`,
  };
}

const rack = [server('db', 'rackA'), server('web', 'rackB'), server('mail', 'rackA')];

function preset(id: string): FaultPreset {
  const found = faultPresets.find((each) => each.id === id);
  assert.ok(found);
  return found;
}

describe('Presets of faults', () => {
  it('have an id, a title and words of their own', () => {
    for (const key of ['id', 'title', 'doc'] as const) {
      assert.equal(new Set(faultPresets.map((each) => each[key])).size, faultPresets.length);
    }
  });

  it('are faults that can be, of what fits', () => {
    for (const each of faultPresets) {
      const rules = presetFaults(each, rack);
      assert.notEqual(rules.length, 0, each.id);
      for (const rule of rules) assert.equal(checkFault(rule), undefined, each.id);
    }
  });

  it('are for the whole rack: each PDU, controller and tester once, and nothing real', () => {
    assert.deepEqual(
      presetFaults(preset('power-cut'), rack),
      ['rackA', 'halt', 'probe', 'rackB'].map((target): FaultRule => ({ target, kind: 'away' })),
    );
    assert.deepEqual(presetFaults(preset('flaky-pdu'), rack), [
      { target: 'rackA', kind: 'drops', probability: 0.3 },
      { target: 'rackB', kind: 'drops', probability: 0.3 },
      { target: 'rackA', kind: 'slow', ms: 2_000, probability: 0.5 },
      { target: 'rackB', kind: 'slow', ms: 2_000, probability: 0.5 },
    ]);
  });

  it('are for one PDU, one server, or one object', () => {
    const stuck = (target?: string) =>
      presetFaults(preset('stuck-relay'), rack, target).map((rule) => rule.target);
    assert.deepEqual(stuck('rackA'), ['rackA']);
    assert.deepEqual(stuck('db'), ['db/psu']);
    assert.deepEqual(stuck('db/psu'), ['db/psu']);
  });

  it('are none where nothing simulated has them', () => {
    const real = [server('nas', 'rackA', 'Ping')];
    assert.deepEqual(presetFaults(preset('stuck-relay'), rack, 'box'), []);
    assert.deepEqual(presetFaults(preset('stuck-relay'), rack, 'db/answers'), []);
    assert.deepEqual(presetFaults(preset('slow-boot'), real), [
      { target: 'halt', kind: 'slow', ms: 8_000 },
    ]);
    assert.deepEqual(presetFaults(preset('power-cut'), []), []);
  });
});
