import type { ServerSnapshot } from '../../../runtime/protocol/index.ts';
import type { DaemonClient } from './daemonClient.ts';

/** Steps held time until there is an answer; what it is, and how much time it took. */
export async function stepUntil<Result>(
  client: DaemonClient,
  asked: Promise<Result>,
): Promise<{ readonly answer: Result; readonly ms: number }> {
  const state = { isOver: false };
  const end = (): void => {
    state.isOver = true;
  };
  asked.then(end, end);
  let { now, next } = await client.peer.request('holdTime', {});
  const began = now;
  while (!state.isOver && next !== null) {
    ({ now, next } = await client.peer.request('stepTime', {}));
  }
  return { answer: await asked, ms: now - began };
}

/** The servers as the client was told of them, by name. */
export function serversOf(client: DaemonClient): ReadonlyMap<string, ServerSnapshot> {
  const servers = new Map<string, ServerSnapshot>();
  for (const { kind, note } of client.told) {
    if (kind === 'networkPart') for (const each of note.servers) servers.set(each.name, each);
    if (kind === 'networkDelta') for (const each of note.changed) servers.set(each.name, each);
  }
  return servers;
}
