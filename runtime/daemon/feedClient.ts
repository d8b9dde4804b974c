import type { Disposable } from '../base/emitter.ts';
import type { DaemonEventContract, Peer } from '../protocol/index.ts';
import type { MainDaemon } from './mainDaemon.ts';
import { timeOf } from './timeRequests.ts';

/** Tells a client of servers, faults and the time as they are now, and of every change from then on. */
export function feedClient(
  daemon: MainDaemon,
  client: Pick<Peer<DaemonEventContract>, 'notify'>,
): readonly Disposable[] {
  const { feed, faults, keeper } = daemon;
  const tellTime = (): void => client.notify('time', timeOf(daemon));
  for (const part of feed.snapshot()) client.notify('networkPart', part);
  client.notify('faults', { faults: faults.infos });
  tellTime();
  const time = keeper?.onDidChange(tellTime);
  return [
    feed.onDidChange((delta) => client.notify('networkDelta', delta)),
    faults.onDidChange((infos) => client.notify('faults', { faults: infos })),
    ...(time ? [time] : []),
  ];
}
