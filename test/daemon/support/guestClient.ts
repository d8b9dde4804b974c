import assert from 'node:assert/strict';
import { connectToDaemon, readDaemonAddress } from '../../../runtime/protocol/daemonAddress.ts';
import { daemonProtocolVersion } from '../../../runtime/protocol/index.ts';
import type { Told } from './daemonClient.ts';
import { openPeer } from './daemonClient.ts';

/** Joins the daemon of a project as an editor does that did not start it. */
export async function joinDaemon(project: string) {
  const address = await readDaemonAddress(project);
  assert.ok(address, `no daemon of ${project} can be reached`);
  const told: Told['kind'][] = [];
  const heard = Promise.withResolvers<undefined>();
  const peer = openPeer(await connectToDaemon(address), ({ kind, note }) => {
    told.push(kind);
    if (kind === 'debugLine' && note.text.includes('I am')) heard.resolve(undefined);
  });
  const hello = { protocol: daemonProtocolVersion, client: 'guest' };
  const welcome = await peer.request('initialize', hello);
  await peer.request('subscribe', {});
  return { address, peer, welcome, told, heard: heard.promise };
}
