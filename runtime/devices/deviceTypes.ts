import type { Problem } from '../protocol/index.ts';
import { ControllerDummy } from './controllerDummy.ts';
import { ControllerDummyWithCpu } from './controllerDummyWithCpu.ts';
import type { DeviceSpec } from './deviceSpec.ts';
import { OutletDummy } from './outletDummy.ts';
import { OutletDummyWithCpu } from './outletDummyWithCpu.ts';
import type { SwitchTemplate } from './switchTemplate.ts';
import { TesterDummy } from './testerDummy.ts';
import { pingFault, TesterPing } from './testerPing.ts';
import type { TesterTemplate } from './testerTemplate.ts';
import type { TypeFault } from './unknownDevice.ts';
import { UnknownSwitch, UnknownTest } from './unknownDevice.ts';

interface DeviceType<Device> {
  /** What lists of types say about it. */
  readonly doc: string;
  readonly Type: new (spec: DeviceSpec) => Device;
  /** What is wrong with the options of one, if anything. */
  readonly fault?: (spec: DeviceSpec) => string | undefined;
}

/** The types of one kind of object by the names that users write. */
interface Types<Device> {
  readonly kind: 'outlet' | 'control' | 'test';
  readonly known: ReadonlyMap<string, DeviceType<Device>>;
  /** Types of the original that are not there yet. */
  readonly later: readonly string[];
  readonly Unknown: new (spec: DeviceSpec, type: string, fault: TypeFault) => Device;
}

const outletTypes: Types<SwitchTemplate> = {
  kind: 'outlet',
  known: new Map([
    ['Dummy', { doc: 'A simulated outlet.', Type: OutletDummy }],
    [
      'DummyWithCPU',
      {
        doc: 'A simulated outlet that tells how busy this machine is, in percent.',
        Type: OutletDummyWithCpu,
      },
    ],
  ]),
  later: ['Raritan'],
  Unknown: UnknownSwitch,
};

const controllerTypes: Types<SwitchTemplate> = {
  kind: 'control',
  known: new Map([
    ['Dummy', { doc: 'A simulated control.', Type: ControllerDummy }],
    [
      'DummyWithCPU',
      {
        doc: 'A simulated control that tells how busy this machine is, in percent.',
        Type: ControllerDummyWithCpu,
      },
    ],
  ]),
  later: ['SSHController'],
  Unknown: UnknownSwitch,
};

const testerTypes: Types<TesterTemplate> = {
  kind: 'test',
  known: new Map<string, DeviceType<TesterTemplate>>([
    ['Dummy', { doc: 'A simulated test.', Type: TesterDummy }],
    ['Ping', { doc: 'Passes when the host answers a ping.', Type: TesterPing, fault: pingFault }],
  ]),
  later: [],
  Unknown: UnknownTest,
};

/** What each type does, by the names that users write. */
export const deviceDocs = {
  outlets: docsOf(outletTypes.known),
  controllers: docsOf(controllerTypes.known),
  testers: docsOf(testerTypes.known),
};

function docsOf(
  known: ReadonlyMap<string, { readonly doc: string }>,
): Readonly<Record<string, string>> {
  return Object.fromEntries([...known].map(([name, { doc }]) => [name, doc]));
}

/** An object of a server, and what is wrong with it. */
export interface MadeDevice<Device> {
  readonly device: Device;
  readonly problem?: Problem;
}

/** Makes an outlet of a PDU type. */
export function makeOutlet(type: string | undefined, spec: DeviceSpec): MadeDevice<SwitchTemplate> {
  return make(outletTypes, type, spec);
}

/** Makes a control of a controller type. */
export function makeControl(
  type: string | undefined,
  spec: DeviceSpec,
): MadeDevice<SwitchTemplate> {
  return make(controllerTypes, type, spec);
}

/** Makes a test of a tester type. */
export function makeTest(type: string | undefined, spec: DeviceSpec): MadeDevice<TesterTemplate> {
  return make(testerTypes, type, spec);
}

function make<Device>(
  types: Types<Device>,
  type: string | undefined,
  spec: DeviceSpec,
): MadeDevice<Device> {
  const found = type === undefined ? undefined : types.known.get(type);
  if (!found) return makeUnknown(types, type, spec);
  const device = new found.Type(spec);
  const fault = found.fault?.(spec);
  if (fault === undefined) return { device };
  const message = `The ${types.kind} "${spec.name}" cannot work: ${fault}.`;
  return { device, problem: problem('test-options-invalid', 'error', message, spec) };
}

function makeUnknown<Device>(
  { kind, known, later, Unknown }: Types<Device>,
  type: string | undefined,
  spec: DeviceSpec,
): MadeDevice<Device> {
  const shown = `the ${kind} "${spec.name}" is shown as Unknown`;
  if (type !== undefined && later.includes(type)) {
    const device = new Unknown(spec, type, 'later');
    const message = `"${spec.generator}" has the type ${type}, which is not there yet, so ${shown} and is never switched. Write type = Dummy to simulate it.`;
    return { device, problem: problem('device-type-later', 'warning', message, spec) };
  }
  const what =
    type === undefined
      ? `"${spec.generator}" does not say its type`
      : `"${spec.generator}" has the unknown type "${type}"`;
  const message = `${what}, so ${shown}. Write type = ${[...known.keys()].join(' or ')}.`;
  const device = new Unknown(spec, type ?? '', 'unknown');
  return { device, problem: problem('device-type-unknown', 'error', message, spec) };
}

function problem(
  code: string,
  severity: Problem['severity'],
  message: string,
  { source }: DeviceSpec,
): Problem {
  return { code, severity, message, source };
}
