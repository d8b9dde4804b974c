import type { DaemonContract, DaemonEventContract } from './daemonProtocol.ts';
import {
  booleanMember,
  choiceMember,
  member,
  numberMember,
  objectOrNullMember,
  textMember,
  textsMember,
} from './decodeMembers.ts';
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
    switchServer: (value) => ({
      server: textMember(value, 'server'),
      to: choiceMember(value, 'to', ['on', 'off'] as const),
    }),
    callCommand: (value) => ({
      command: textMember(value, 'command'),
      data: objectOrNullMember(value, 'data'),
    }),
    journal: (value) => ({ after: numberMember(value, 'after') }),
    holdTime: () => ({}),
    stepTime: (value) =>
      member(value, 'ms') === undefined ? {} : { ms: numberMember(value, 'ms') },
    resumeTime: () => ({}),
    setTimeRate: (value) => ({ rate: numberMember(value, 'rate') }),
    shutdown: () => ({}),
  },
  notes: {},
  results: {},
};
