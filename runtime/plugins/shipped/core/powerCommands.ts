import {
  OpState,
  type CommandData,
  type ServerNetwork,
  type ServerNode,
  type SwitchableObject,
} from '../../api/index.ts';
import { textOf, type OfferedCommand } from '../offerCommands.ts';

type Log = (line: string) => void;
type Find = (server: ServerNode, name: string) => SwitchableObject | undefined;

const onStates: readonly OpState[] = [OpState.OK, OpState.forcedOn];
const offStates: readonly OpState[] = [OpState.OFF, OpState.forcedOff];

/** Commands that switch single servers and single objects, whatever their dependencies say. */
export function powerCommands(servers: ServerNetwork, log: Log): readonly OfferedCommand[] {
  return [
    {
      name: 'setServer',
      help: 'Switches “server” on (“state” on) or off (anything else) without regard to dependencies and tests. Answers “status” Forced on or Forced off when that is done.',
      keys: ['server', 'state'],
      handler: (data) => setServer(servers, data, log),
    },
    {
      name: 'switchOutlet',
      help: 'Switches outlet “obj” of “server” on (“state” on) or off (anything else). Answers “status” Forced on or Forced off.',
      keys: ['server', 'obj', 'state'],
      handler: (data) => switchObject(servers, data, 'outlet', findOutlet),
    },
    {
      name: 'switchControl',
      help: 'Switches control “obj” of “server” on (“state” on) or off (anything else). Answers “status” Forced on or Forced off.',
      keys: ['server', 'obj', 'state'],
      handler: (data) => switchObject(servers, data, 'control', findControl),
    },
    {
      name: 'runTest',
      help: 'Runs test “obj” of “server”. Answers “status” SUCCEEDED or FAILED.',
      keys: ['server', 'obj'],
      handler: (data) => runTest(servers, data),
    },
  ];
}

const findOutlet: Find = (server, name) => server.getOutletByName(name);
const findControl: Find = (server, name) => server.getControlByName(name);

async function setServer(
  servers: ServerNetwork,
  data: CommandData | null,
  log: Log,
): Promise<CommandData> {
  const server = servers.getServernode(textOf(data, 'server'));
  const state = textOf(data, 'state');
  warnOfOthers(servers, server.getName(), state, log);
  await server.action(state, true);
  const status = forcedState(state);
  await server.setOpState(status);
  return { status };
}

/** Dependencies do not hold a forced switch up, but somebody should know. */
function warnOfOthers(servers: ServerNetwork, name: string, state: string, log: Log): void {
  const [others, good, why] =
    state === 'on'
      ? [servers.getDependencies(name), onStates, 'which it needs and which is not on']
      : [servers.getDependent(name), offStates, 'which needs it and which is not off'];
  for (const other of others) {
    const opState = servers.getServernode(other).getOpState();
    if (good.includes(opState)) continue;
    log(`setServer switches ${name} whatever becomes of ${other} (${opState}), ${why}`);
  }
}

async function switchObject(
  servers: ServerNetwork,
  data: CommandData | null,
  kind: string,
  find: Find,
): Promise<CommandData> {
  const server = servers.getServernode(textOf(data, 'server'));
  const name = textOf(data, 'obj');
  const state = textOf(data, 'state');
  const object = find(server, name);
  if (!object) throw nothingOfThatName(server, kind, name);
  await object.setState(state === 'on');
  const status = forcedState(state);
  await object.setOpState(status);
  return { status };
}

async function runTest(servers: ServerNetwork, data: CommandData | null): Promise<CommandData> {
  const server = servers.getServernode(textOf(data, 'server'));
  const name = textOf(data, 'obj');
  const test = server.getTestByName(name);
  if (!test) throw nothingOfThatName(server, 'test', name);
  return { status: (await test.runTest()) ? 'SUCCEEDED' : 'FAILED' };
}

function forcedState(state: string): OpState {
  return state === 'on' ? OpState.forcedOn : OpState.forcedOff;
}

function nothingOfThatName(server: ServerNode, kind: string, name: string): Error {
  return new Error(`The server “${server.getName()}” has no ${kind} “${name}”.`);
}
