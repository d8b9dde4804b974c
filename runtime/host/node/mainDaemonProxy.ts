import type { MainDaemon } from '../../plugins/api/index.ts';
import type { CommunicationProxy } from './communicationProxy.ts';
import type { DaemonLink } from './daemonLink.ts';
import type { HostClock } from './hostClock.ts';
import type { ServerNetworkProxy } from './serverNetworkProxy.ts';

/** One more than the daemon shows, so that it marks the line as cut. */
const maxLine = 64 * 1024 + 1;

/** The daemon as the plugin sees it. */
export class MainDaemonProxy implements MainDaemon {
  readonly servers: ServerNetworkProxy;
  readonly communicationHandler: CommunicationProxy;
  readonly ETC_DIR: string;
  readonly #clock: HostClock;
  readonly #link: DaemonLink;

  constructor(
    servers: ServerNetworkProxy,
    communicationHandler: CommunicationProxy,
    etcDir: string,
    clock: HostClock,
    link: DaemonLink,
  ) {
    this.servers = servers;
    this.communicationHandler = communicationHandler;
    this.ETC_DIR = etcDir;
    this.#clock = clock;
    this.#link = link;
  }

  get running(): boolean {
    return this.#clock.isRunning;
  }

  debug(message: unknown): void {
    this.#link.debugLine(String(message).slice(0, maxLine));
  }
}
