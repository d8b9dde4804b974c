import type { Problem, SourceLocation } from '../protocol/index.ts';
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

const typesOf = { outlets: outletTypes, controls: controllerTypes, tests: testerTypes } as const;

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

/** What is wrong with the type that the file of a PDU, tester or controller says, if anything. */
export function typeProblems(
  kind: keyof typeof typesOf,
  type: string | undefined,
  generator: string,
  source: SourceLocation,
): readonly Problem[] {
  const { known, later } = typesOf[kind];
  if (type !== undefined && known.has(type)) return [];
  const shown = `so its ${kind} are shown as Unknown`;
  if (type !== undefined && later.includes(type)) {
    const message = `"${generator}" has the type ${type}, which is not there yet, ${shown} and never switched. Write type = Dummy to simulate it.`;
    return [{ code: 'device-type-later', severity: 'warning', message, source }];
  }
  const what =
    type === undefined
      ? `"${generator}" does not say its type`
      : `"${generator}" has the unknown type "${type}"`;
  const message = `${what}, ${shown}. Write type = ${[...known.keys()].join(' or ')}.`;
  return [{ code: 'device-type-unknown', severity: 'error', message, source }];
}

/** A type that cannot be used is a fault of the generator's file, and said of that. */
function make<Device>(
  { kind, known, later, Unknown }: Types<Device>,
  type: string | undefined,
  spec: DeviceSpec,
): MadeDevice<Device> {
  const found = type === undefined ? undefined : known.get(type);
  if (!found) {
    const fault = type !== undefined && later.includes(type) ? 'later' : 'unknown';
    return { device: new Unknown(spec, type ?? '', fault) };
  }
  const device = new found.Type(spec);
  const fault = found.fault?.(spec);
  if (fault === undefined) return { device };
  const message = `The ${kind} "${spec.name}" cannot work: ${fault}.`;
  const { source } = spec;
  const problem = { code: 'test-options-invalid', severity: 'error', message, source } as const;
  return { device, problem };
}
