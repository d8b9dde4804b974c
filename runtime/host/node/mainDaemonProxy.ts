import type { ConfigReader, EtcFiles, MainDaemon } from '../../plugins/api/index.ts';
import type { LoadPlugin } from '../../protocol/index.ts';
import type { CommunicationProxy } from './communicationProxy.ts';
import { ConfigCopy } from './configCopy.ts';
import type { DaemonLink } from './daemonLink.ts';
import { EtcProxy } from './etcProxy.ts';
import type { HostClock } from './hostClock.ts';
import type { ServerNetworkProxy } from './serverNetworkProxy.ts';

/** One more than the daemon shows, so that it marks the line as cut. */
const maxLine = 64 * 1024 + 1;

/** The daemon as the plugin sees it. */
export class MainDaemonProxy implements MainDaemon {
  readonly servers: ServerNetworkProxy;
  readonly communicationHandler: CommunicationProxy;
  readonly config: ConfigReader;
  readonly etc: EtcFiles;
  readonly ETC_DIR: string;
  readonly SERVERS_DIR: string;
  readonly OUTLETS_DIR: string;
  readonly TESTERS_DIR: string;
  readonly CONTROLLERS_DIR: string;
  readonly #pluginList: readonly string[];
  readonly #clock: HostClock;
  readonly #link: DaemonLink;

  constructor(
    servers: ServerNetworkProxy,
    communicationHandler: CommunicationProxy,
    { folders, projectConfig, pluginList }: LoadPlugin,
    clock: HostClock,
    link: DaemonLink,
  ) {
    this.servers = servers;
    this.communicationHandler = communicationHandler;
    this.config = new ConfigCopy(projectConfig);
    this.etc = new EtcProxy(link);
    this.ETC_DIR = folders.etc;
    this.SERVERS_DIR = folders.servers;
    this.OUTLETS_DIR = folders.outlets;
    this.TESTERS_DIR = folders.testers;
    this.CONTROLLERS_DIR = folders.controllers;
    this.#pluginList = pluginList;
    this.#clock = clock;
    this.#link = link;
  }

  get running(): boolean {
    return this.#clock.isRunning;
  }

  getPluginList(): readonly string[] {
    return this.#pluginList;
  }

  debug(message: unknown): void {
    this.#link.debugLine(String(message).slice(0, maxLine));
  }

  reload(): Promise<void> {
    return this.#link.endDaemon('restart');
  }

  shutdown(): Promise<void> {
    return this.#link.endDaemon('shutdown');
  }
}
