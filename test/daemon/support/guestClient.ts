import assert from 'node:assert/strict';
import type { DaemonContract, DaemonEventContract } from '../../../runtime/protocol/index.ts';
import { daemonProtocolVersion, lineTransport, RpcPeer } from '../../../runtime/protocol/index.ts';
import { connectToDaemon, readDaemonAddress } from '../../../runtime/protocol/daemonAddress.ts';

type Notes = DaemonEventContract['notes'];

/** Joins the daemon of a project as an editor does that did not start it. */
export async function joinDaemon(project: string) {
  const address = await readDaemonAddress(project);
  assert.ok(address, `no daemon of ${project} can be reached`);
  const told: (keyof Notes)[] = [];
  const heard = Promise.withResolvers<undefined>();
  const note =
    (kind: keyof Notes) =>
    (content: unknown): void => {
      told.push(kind);
      if (kind === 'debugLine' && JSON.stringify(content).includes('I am')) {
        heard.resolve(undefined);
      }
    };
  const notes = {
    debugLine: note('debugLine'),
    plugin: note('plugin'),
    problem: note('problem'),
    debugTarget: note('debugTarget'),
    networkPart: note('networkPart'),
    networkDelta: note('networkDelta'),
    commands: note('commands'),
    faults: note('faults'),
    time: note('time'),
    usage: note('usage'),
  };
  const peer = new RpcPeer<DaemonEventContract, DaemonContract>(
    lineTransport(await connectToDaemon(address)),
    { requests: {}, notes },
    {
      onProblem: (problem) => {
        throw problem;
      },
    },
  );
  const hello = { protocol: daemonProtocolVersion, client: 'guest' };
  const welcome = await peer.request('initialize', hello);
  await peer.request('subscribe', {});
  return { address, peer, welcome, told, heard: heard.promise };
}
