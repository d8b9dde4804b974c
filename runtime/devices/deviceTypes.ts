import type { Problem } from '../protocol/index.ts';
import { ControllerDummy } from './controllerDummy.ts';
import type { DeviceSpec } from './deviceSpec.ts';
import { OutletDummy } from './outletDummy.ts';
import type { SwitchTemplate } from './switchTemplate.ts';
import { TesterDummy } from './testerDummy.ts';
import type { TesterTemplate } from './testerTemplate.ts';
import { UnknownSwitch, UnknownTest } from './unknownDevice.ts';

type Types<Device> = ReadonlyMap<string, new (spec: DeviceSpec) => Device>;

const outletTypes: Types<SwitchTemplate> = new Map([['Dummy', OutletDummy]]);
const controllerTypes: Types<SwitchTemplate> = new Map([['Dummy', ControllerDummy]]);
const testerTypes: Types<TesterTemplate> = new Map([['Dummy', TesterDummy]]);

/** An object of a server, and what is wrong with it. */
export interface MadeDevice<Device> {
  readonly device: Device;
  readonly problem?: Problem;
}

/** Makes an outlet of a PDU type. */
export function makeOutlet(type: string | undefined, spec: DeviceSpec): MadeDevice<SwitchTemplate> {
  return make('outlet', outletTypes, type, spec, UnknownSwitch);
}

/** Makes a control of a controller type. */
export function makeControl(
  type: string | undefined,
  spec: DeviceSpec,
): MadeDevice<SwitchTemplate> {
  return make('control', controllerTypes, type, spec, UnknownSwitch);
}

/** Makes a test of a tester type. */
export function makeTest(type: string | undefined, spec: DeviceSpec): MadeDevice<TesterTemplate> {
  return make('test', testerTypes, type, spec, UnknownTest);
}

function make<Device>(
  kind: 'outlet' | 'control' | 'test',
  types: Types<Device>,
  type: string | undefined,
  spec: DeviceSpec,
  Unknown: new (spec: DeviceSpec, type: string) => Device,
): MadeDevice<Device> {
  const Type = type === undefined ? undefined : types.get(type);
  if (Type) return { device: new Type(spec) };
  return {
    device: new Unknown(spec, type ?? ''),
    problem: typeProblem(kind, [...types.keys()], type, spec),
  };
}

function typeProblem(
  kind: string,
  known: readonly string[],
  type: string | undefined,
  spec: DeviceSpec,
): Problem {
  const what =
    type === undefined
      ? `"${spec.generator}" does not say its type`
      : `"${spec.generator}" has the unknown type "${type}"`;
  return {
    code: 'device-type-unknown',
    severity: 'error',
    message: `${what}, so the ${kind} "${spec.name}" is shown as Unknown. Write type = ${known.join(' or ')}.`,
    source: spec.source,
  };
}
