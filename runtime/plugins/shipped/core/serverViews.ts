import { pythonJson } from '../../../communication/wire/index.ts';
import {
  OpState,
  type CommandData,
  type DeviceData,
  type JsonValue,
  type ServerNode,
  type SwitchableObject,
} from '../../api/index.ts';
import { isSameJson } from './isSameJson.ts';

/** What the original's objects say before they were read for the first time. */
const notReadYet = -1;

type Data = Readonly<Record<string, DeviceData>>;
type Named = { readonly name: string; readonly [key: string]: JsonValue };

/** All that a view shows, before it is written. */
type Shown = {
  readonly Name: string;
  readonly OpState: OpState;
  readonly outlets: readonly Named[];
  readonly controls: readonly Named[];
  readonly tests: readonly Named[];
  readonly StartAttempts: number;
};

/**
 * Views of servers, as the command ServerView answers them. Clients look again and again, mostly at
 * what has not changed: that is compared, which is cheaper than to write it, and the same frozen view is
 * answered, which others need not copy or write anew either.
 */
export class ServerViews {
  readonly #last = new WeakMap<ServerNode, { readonly shown: Shown; readonly view: CommandData }>();

  /** All about a server, its devices' data read now. */
  async of(server: ServerNode): Promise<CommandData> {
    const shown = await read(server);
    const last = this.#last.get(server);
    if (last && isSameJson(last.shown, shown)) return last.view;
    const view = Object.freeze(write(shown));
    this.#last.set(server, { shown, view });
    return view;
  }
}

async function read(server: ServerNode): Promise<Shown> {
  const [outletData, controlData] = await readData(server);
  return {
    Name: server.getName(),
    OpState: server.getOpState(),
    outlets: switches('outlet', server.getOutlets(), outletData),
    controls: switches('control', server.getControls(), controlData),
    tests: server
      .getTests()
      .map((test) => ({ OpState: opState(test.getOpState()), name: test.getName() })),
    StartAttempts: server.getStartAttempts(),
  };
}

/** Nobody is asked about controls where there are none. */
async function readData(server: ServerNode): Promise<readonly [outlets: Data, controls: Data]> {
  if (server.getControls().length === 0) return [await server.getOutletsDataDict(), {}];
  return Promise.all([server.getOutletsDataDict(), server.getControlsDataDict()]);
}

function write({ outlets, controls, tests, ...rest }: Shown): CommandData {
  const { Name, OpState, StartAttempts } = rest;
  return {
    Name,
    OpState,
    outlets: byKey('outlet', outlets),
    controls: byKey('control', controls),
    tests: byKey('test', tests),
    StartAttempts,
  };
}

function byKey(kind: 'outlet' | 'control' | 'test', objects: readonly Named[]): string {
  return pythonJson(Object.fromEntries(objects.map((object) => [kind + object.name, object])));
}

function switches(
  kind: 'outlet' | 'control',
  objects: readonly SwitchableObject[],
  data: Data,
): readonly Named[] {
  return objects.map((object) => {
    const name = object.getName();
    const key = kind + name;
    return {
      OpState: opState(object.getOpState()),
      state: object.getState(),
      data: Object.hasOwn(data, key) ? ownData(data[key] ?? {}) : {},
      name,
    };
  });
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
