import type { DaemonContract, DaemonEventContract } from './daemonProtocol.ts';
import {
  booleanMember,
  choiceMember,
  member,
  numberMember,
  objectOrNullMember,
  textMember,
  textsMember,
  toJsonObject,
} from './decodeMembers.ts';
import { powerVerbs } from './hostProtocol.ts';
import { faultKinds, type FaultRule } from './rackFaults.ts';
import type { RpcDecoders } from './rpcTypes.ts';

/** Guards for what a client sends to the daemon. */
export const daemonDecoders: RpcDecoders<DaemonContract, DaemonEventContract> = {
  requests: {
    initialize: (value) => ({
      protocol: numberMember(value, 'protocol'),
      client: textMember(value, 'client'),
    }),
    subscribe: () => ({}),
    runPlugins: (value) => ({
      plugins: textsMember(value, 'plugins'),
      debug: booleanMember(value, 'debug'),
      ...(member(value, 'withCommands') !== undefined && {
        withCommands: booleanMember(value, 'withCommands'),
      }),
    }),
    stopPlugin: (value) => ({ plugin: textMember(value, 'plugin') }),
    reloadPlugin: (value) => ({ plugin: textMember(value, 'plugin') }),
    filesSaved: (value) => ({ files: textsMember(value, 'files') }),
    debugPlugin: (value) => ({ plugin: textMember(value, 'plugin') }),
    stopDebugging: (value) => ({ plugin: textMember(value, 'plugin') }),
    pluginVariables: (value) => ({ plugin: textMember(value, 'plugin') }),
    act: (value) => ({
      verb: choiceMember(value, 'verb', powerVerbs),
      target: textMember(value, 'target'),
      args: toJsonObject(member(value, 'args'), '“args”'),
    }),
    addFaults: (value) => ({
      faults: listMember(value, 'faults').map(faultRule),
      ...numberIf(value, 'seed'),
    }),
    removeFaults: (value) =>
      member(value, 'ids') === undefined ? {} : { ids: numbersMember(value, 'ids') },
    callCommand: (value) => ({
      command: textMember(value, 'command'),
      data: objectOrNullMember(value, 'data'),
    }),
    journal: (value) => ({ after: numberMember(value, 'after') }),
    holdTime: () => ({}),
    stepTime: (value) => numberIf(value, 'ms'),
    resumeTime: () => ({}),
    setTimeRate: (value) => ({ rate: numberMember(value, 'rate') }),
    shutdown: (value) =>
      member(value, 'forAll') === undefined ? {} : { forAll: booleanMember(value, 'forAll') },
  },
  notes: {},
  results: {},
};

function faultRule(value: unknown): FaultRule {
  return {
    target: textMember(value, 'target'),
    kind: choiceMember(value, 'kind', faultKinds),
    ...numberIf(value, 'ms'),
    ...numberIf(value, 'nth'),
    ...numberIf(value, 'probability'),
  };
}

function numberIf<Name extends string>(
  value: unknown,
  name: Name,
): { readonly [Key in Name]?: number } {
  if (member(value, name) === undefined) return {};
  return { [name]: numberMember(value, name) } as { readonly [Key in Name]: number };
}

function listMember(value: unknown, name: string): readonly unknown[] {
  const found = member(value, name);
  if (!Array.isArray(found)) throw new Error(`“${name}” is no list`);
  return found;
}

function numbersMember(value: unknown, name: string): readonly number[] {
  const found = listMember(value, name);
  if (!found.every((item) => typeof item === 'number')) {
    throw new Error(`“${name}” is no list of numbers`);
  }
  return found;
}
