import { pythonJson } from '../../../communication/wire/index.ts';
import {
  OpState,
  type CommandData,
  type DeviceData,
  type JsonValue,
  type ServerNode,
  type SwitchableObject,
} from '../../api/index.ts';

/** What the original's objects say before they were read for the first time. */
const notReadYet = -1;

type Data = Readonly<Record<string, DeviceData>>;

/** All about a server, its devices' data read now. */
export async function serverView(server: ServerNode): Promise<CommandData> {
  const [outletData, controlData] = await Promise.all([
    server.getOutletsDataDict(),
    server.getControlsDataDict(),
  ]);
  const tests = server.getTests().map((test) => {
    const name = test.getName();
    return [`test${name}`, { OpState: opState(test.getOpState()), name }] as const;
  });
  return {
    Name: server.getName(),
    OpState: server.getOpState(),
    outlets: switchesJson('outlet', server.getOutlets(), outletData),
    controls: switchesJson('control', server.getControls(), controlData),
    tests: pythonJson(Object.fromEntries(tests)),
    StartAttempts: server.getStartAttempts(),
  };
}

function switchesJson(
  kind: 'outlet' | 'control',
  objects: readonly SwitchableObject[],
  data: Data,
): string {
  const entries = objects.map((object) => {
    const name = object.getName();
    const key = kind + name;
    const view = {
      OpState: opState(object.getOpState()),
      state: object.getState(),
      data: Object.hasOwn(data, key) ? ownData(data[key] ?? {}) : {},
      name,
    };
    return [key, view] as const;
  });
  return pythonJson(Object.fromEntries(entries));
}

/** Without the name, which stands beside it. */
function ownData(data: DeviceData): JsonValue {
  const names = Object.keys(data).filter((key) => key !== 'name');
  if (names.length === 0) return {};
  return Object.fromEntries(names.map((key) => [key, data[key] ?? null]));
}

function opState(text: string): JsonValue {
  return text === OpState.INIT ? notReadYet : text;
}
