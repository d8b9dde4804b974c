import type { Clock } from '../base/clock.ts';
import type { Limits } from '../config/limits.ts';
import { deviceRules } from '../devices/deviceRules.ts';
import type { BuiltNetwork } from './assembleNetwork.ts';
import { assembleNetwork } from './assembleNetwork.ts';
import type { GeneratorFolders } from './generatorFiles.ts';
import { GeneratorFiles } from './generatorFiles.ts';
import { readServers } from './serverFiles.ts';
import type { SwitchingRules } from './serverNode.ts';

/** Where a project keeps its servers and what they are made of, absolute. */
export interface NetworkFolders extends GeneratorFolders {
  readonly servers: string;
}

/** What etc/config.ini says about servers and their devices. */
export interface NetworkRules extends SwitchingRules {
  readonly limits: Pick<Limits, 'deviceTime' | 'inrushGap' | 'serverGap'>;
}

/** Builds the network from a project's files; what is faulty is reported and left out, the rest loads. */
export class ServerNetworkFactory {
  readonly #folders: NetworkFolders;
  readonly #rules: NetworkRules;
  readonly #clock: Clock;

  constructor(folders: NetworkFolders, rules: NetworkRules, clock: Clock) {
    this.#folders = folders;
    this.#rules = rules;
    this.#clock = clock;
  }

  async buildNetwork(): Promise<BuiltNetwork> {
    const { servers, problems } = await readServers(this.#folders.servers);
    const generators = new GeneratorFiles(this.#folders);
    for (const kind of ['outlets', 'controls', 'tests'] as const) {
      await generators.load(kind);
    }
    const { limits } = this.#rules;
    const devices = deviceRules({
      deviceMs: limits.deviceTime,
      inrushMs: limits.inrushGap,
      serverGapMs: limits.serverGap,
      clock: this.#clock,
    });
    const built = assembleNetwork(servers, generators, this.#rules, devices);
    const { network } = built;
    return { network, problems: [...problems, ...built.problems, ...generators.problems] };
  }
}
