import type { Clock } from '../base/clock.ts';
import type { Limits } from '../config/limits.ts';
import type { ProjectConfig } from '../config/projectConfig.ts';
import { projectFolders } from '../config/projectFolders.ts';
import { InlinePlugins } from '../inline/inlinePlugins.ts';
import { ServerNetworkFactory } from '../network/serverNetworkFactory.ts';
import { sweepDrafts } from '../platform/sweepDrafts.ts';
import type { DaemonHistory } from './daemonCore.ts';
import type { ExpectedPlugins } from './expectPlugins.ts';
import { languagesOf } from './expectPlugins.ts';
import { LifeRecord } from './lifeRecord.ts';
import { loadFaults } from './loadFaults.ts';
import { MainDaemon } from './mainDaemon.ts';
import type { TimeRequest } from './openTime.ts';
import { openTime } from './openTime.ts';
import type { HostPlaces, Isolation } from './pluginHosts.ts';
import { DaemonHosts } from './pluginHosts.ts';
import { TimedHosts } from './timedHosts.ts';
import { toProcessLimits } from './toProcessLimits.ts';
import type { ProjectPlaces } from './projectReader.ts';
import { ProjectReader } from './projectReader.ts';

/** Which project to open, and how. */
export interface DaemonRequest extends ProjectPlaces, HostPlaces {
  /** Where shipped plugins run when their sections do not say; inline when absent. */
  readonly isolation?: Isolation | undefined;
  /** Whether somebody edits plugins, so that idle processes may wait for them. */
  readonly hasSpares?: boolean;
  /** Processes for them start while the project is read. */
  readonly expected?: ExpectedPlugins | undefined;
  /** The clock on the wall when absent. */
  readonly time?: TimeRequest | undefined;
  /** Absolute path of a file with faults of the simulated rack; a restart keeps those there are. */
  readonly faults?: string | undefined;
}

/** Opens the project's daemon: reads its files and devices, and runs no plugin and no test yet. */
export async function openDaemon(
  request: DaemonRequest,
  history?: DaemonHistory,
): Promise<MainDaemon> {
  const life = await LifeRecord.open(request.project);
  const { safeMode } = life;
  const hasOwnPlugins = request.hasOwnPlugins !== false && !safeMode;
  const reader = new ProjectReader({ ...request, hasOwnPlugins });
  const config = await reader.readConfig();
  const { clock, keeper } = openTime(request.time, config.limits.timePatience);
  const limits = limitsOf(config);
  const inline = new InlinePlugins(() => clock.now(), limits);
  const hosts = openHosts(request, limits, clock, inline);
  if (hasOwnPlugins) expectPlugins(hosts, request, config);
  const folders = projectFolders(reader.etc, config.paths);
  await sweepDrafts(Object.values(folders));
  const objects = { ...folders, tests: folders.testers, controls: folders.controllers };
  const factory = new ServerNetworkFactory(objects, config, clock);
  const { network, problems } = await factory.buildNetwork();
  const daemon = new MainDaemon({
    reader,
    folders,
    network,
    clock,
    hosts: keeper ? new TimedHosts(hosts, keeper) : hosts,
    keeper,
    claim: (thrown) => inline.claim(thrown),
    isolation: request.isolation ?? 'inline',
    limits,
    history,
    life,
  });
  daemon.keepLog(config, folders.servers);
  await network.updateNetwork({ runTests: false });
  daemon.noteProblems('network', problems);
  if (!history) daemon.noteProblems('faults', await loadFaults(request.faults, daemon.faults));
  if (safeMode) daemon.noteProblems('safe mode', [safeMode]);
  await daemon.readProject();
  return daemon;
}

function openHosts(
  request: DaemonRequest,
  limits: Limits,
  clock: Clock,
  inline: InlinePlugins,
): DaemonHosts {
  const places = { ...request, spares: request.hasSpares ? limits.spare : 0 };
  return new DaemonHosts(places, clock, inline, toProcessLimits(limits));
}

function expectPlugins(
  hosts: DaemonHosts,
  { project, expected }: DaemonRequest,
  config: ProjectConfig,
): void {
  if (!expected) return;
  for (const language of languagesOf(expected, project, config)) {
    hosts.expect(language, expected.debug);
  }
}

/** A command may switch a server, whose outlets and controls take their time one after the other. */
function limitsOf({ limits, maxStartupMs }: ProjectConfig): Limits {
  return { ...limits, callTime: limits.callTime + 2 * maxStartupMs };
}
