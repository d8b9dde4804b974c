import { errorMessage } from '../base/codedError.ts';
import type { SwitchTemplate } from '../devices/switchTemplate.ts';
import type { DeviceData, JsonObject } from '../protocol/index.ts';

/** Data of a server's devices by name. */
export interface ServerData {
  readonly outlets: DeviceData;
  readonly controls: DeviceData;
  /** One sentence per device that could not be asked; it has no data then. */
  readonly failures: readonly string[];
}

interface Devices {
  readonly outlets: readonly SwitchTemplate[];
  readonly controls: readonly SwitchTemplate[];
}

/** The data of a server none of whose devices has any, so that nobody need be asked; undefined for others. */
export function dataOfSilent({
  outlets,
  controls,
}: Devices): Omit<ServerData, 'failures'> | undefined {
  if (outlets.some(({ hasData }) => hasData) || controls.some(({ hasData }) => hasData)) {
    return undefined;
  }
  return { outlets: noData(outlets), controls: noData(controls) };
}

function noData(devices: readonly SwitchTemplate[]): DeviceData {
  return Object.fromEntries(devices.map(({ name }) => [name, {}]));
}

/** Asks outlets and controls for their data, all at once. */
export async function readServerData(server: Devices): Promise<ServerData> {
  const failures: string[] = [];
  const [outlets, controls] = await Promise.all([
    dataOf(server.outlets, failures),
    dataOf(server.controls, failures),
  ]);
  return { outlets, controls, failures };
}

async function dataOf(devices: readonly SwitchTemplate[], failures: string[]): Promise<DeviceData> {
  const ask = async (device: SwitchTemplate): Promise<JsonObject> => {
    try {
      return await device.readData();
    } catch (error) {
      failures.push(`${device.name}: ${errorMessage(error)}`);
      return {};
    }
  };
  const data = await Promise.all(devices.map(ask));
  return Object.fromEntries(devices.map(({ name }, at) => [name, data[at] ?? {}]));
}
