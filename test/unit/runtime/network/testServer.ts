import { DeviceLine } from '../../../../runtime/devices/deviceLine.ts';
import type { DeviceRules } from '../../../../runtime/devices/deviceRules.ts';
import { deviceRules } from '../../../../runtime/devices/deviceRules.ts';
import type { DeviceSpec } from '../../../../runtime/devices/deviceSpec.ts';
import { makeOutlet, makeTest } from '../../../../runtime/devices/deviceTypes.ts';
import { SwitchTemplate } from '../../../../runtime/devices/switchTemplate.ts';
import { ServerNode } from '../../../../runtime/network/serverNode.ts';
import { ManualClock } from '../../../support/runtime/manualClock.ts';

/** A line of its own for a device that nothing else is said about. */
export function testLine(given: Partial<DeviceRules> = {}): DeviceLine {
  const usual = { deviceMs: 1000, inrushMs: 0, clock: new ManualClock() };
  return new DeviceLine('rack', deviceRules({ ...usual, ...given }));
}

export function spec(
  name: string,
  params: Readonly<Record<string, string>> = {},
  line = testLine(),
  server = 'web1',
): DeviceSpec {
  return {
    name,
    generator: 'rack',
    params: new Map(Object.entries(params)),
    config: new Map(),
    source: { file: `/etc/servers/${server}.ini`, line: 1 },
    line,
  };
}

/** An outlet that writes down what it is told, and can be broken. */
export class RecordedSwitch extends SwitchTemplate {
  readonly type = 'Recorded';
  protected override readonly isImmediate = true;
  readonly #log: string[];
  isOn = false;
  isStuck = false;
  isUnreachable = false;

  constructor(name: string, log: string[], line = testLine()) {
    super(spec(name, {}, line));
    this.#log = log;
  }

  protected writeState(state: boolean): Promise<void> {
    this.#log.push(`${this.name} ${state ? 'on' : 'off'}`);
    if (!this.isStuck) this.isOn = state;
    return Promise.resolve();
  }

  protected readState(): Promise<boolean> {
    if (this.isUnreachable) return Promise.reject(new Error('no answer'));
    return Promise.resolve(this.isOn);
  }
}

/** A server of dummies that is switched without waiting. */
export function dummyServer(
  name: string,
  changed: (node: ServerNode) => void = () => undefined,
  clock = new ManualClock(),
) {
  const line = testLine({ clock });
  const parts = {
    name,
    file: `/etc/servers/${name}.ini`,
    outlets: [makeOutlet('Dummy', spec('psu', {}, line)).device],
    controls: [],
    tests: [makeTest('Dummy', spec('ping')).device],
  };
  clock.wait = () => Promise.resolve(true);
  return new ServerNode(parts, { maxStartupMs: 1000, maxAttempts: 3 }, clock, changed);
}
