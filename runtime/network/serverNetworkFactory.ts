import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../base/clock.ts';
import { CodedError, errorCode } from '../base/codedError.ts';
import { optionPlace } from '../config/optionPlace.ts';
import { readProjectFile } from '../config/readProjectFile.ts';
import type { DeviceSpec } from '../devices/deviceSpec.ts';
import type { MadeDevice } from '../devices/deviceTypes.ts';
import { makeControl, makeOutlet, makeTest } from '../devices/deviceTypes.ts';
import type { IniDocument } from '../ini/index.ts';
import { parseIni } from '../ini/index.ts';
import type { ObjectKind, ServerFile } from '../project/index.ts';
import {
  compareNames,
  generatorKeys,
  orderServers,
  readServerFile,
  serverNameOf,
} from '../project/index.ts';
import type { Problem, SourceLocation } from '../protocol/index.ts';
import type { GeneratorFolders } from './generatorFiles.ts';
import { GeneratorFiles } from './generatorFiles.ts';
import { maxPartBytes } from './networkFeed.ts';
import { ServerNetwork } from './serverNetwork.ts';
import type { SwitchingRules } from './serverNode.ts';
import { ServerNode } from './serverNode.ts';

/** Where a project keeps its servers and what they are made of, absolute. */
export interface NetworkFolders extends GeneratorFolders {
  readonly servers: string;
}

/** A network, and what of the project's files is not in it. */
export interface BuiltNetwork {
  readonly network: ServerNetwork;
  readonly problems: readonly Problem[];
}

interface ReadServer {
  readonly server: ServerFile;
  readonly document: IniDocument;
}

/** Builds the network from a project's files; what is faulty is reported and left out, the rest loads. */
export class ServerNetworkFactory {
  readonly #folders: NetworkFolders;
  readonly #rules: SwitchingRules;
  readonly #clock: Clock;

  constructor(folders: NetworkFolders, rules: SwitchingRules, clock: Clock) {
    this.#folders = folders;
    this.#rules = rules;
    this.#clock = clock;
  }

  async buildNetwork(): Promise<BuiltNetwork> {
    const problems: Problem[] = [];
    const network = new ServerNetwork();
    const generators = new GeneratorFiles(this.#folders);
    const servers = await this.#readServers(problems);
    for (const read of servers) {
      const node = await this.#makeNode(read, network, generators, problems);
      if (isSendable(node, read.server)) network.addServer(node);
      else problems.push(serverTooBig(read.server));
    }
    const loaded = servers.filter(({ server }) => network.getServer(server.name));
    addDependencies(network, loaded, problems);
    return { network, problems: [...problems, ...generators.problems] };
  }

  async #readServers(problems: Problem[]): Promise<readonly ReadServer[]> {
    const servers: ReadServer[] = [];
    for (const fileName of await this.#fileNames(problems)) {
      const name = serverNameOf(fileName);
      if (name === undefined) continue;
      const file = join(this.#folders.servers, fileName);
      const content = await readProjectFile(file);
      if (content.kind === 'unreadable') problems.push(content.problem);
      if (content.kind !== 'text') continue;
      const { server, problems: found } = readServerFile(content.text, name, file);
      problems.push(...found);
      if (server) servers.push({ server, document: parseIni(content.text) });
    }
    return servers;
  }

  async #fileNames(problems: Problem[]): Promise<readonly string[]> {
    try {
      return (await readdir(this.#folders.servers)).sort(compareNames);
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') {
        problems.push({
          code: 'folder-unreadable',
          severity: 'error',
          message: `The servers in ${this.#folders.servers} cannot be read: the system says ${errorCode(error)}. Make it a folder that can be read.`,
        });
      }
      return [];
    }
  }

  async #makeNode(
    { server, document }: ReadServer,
    network: ServerNetwork,
    generators: GeneratorFiles,
    problems: Problem[],
  ): Promise<ServerNode> {
    const makeAll = async <Device>(
      kind: ObjectKind,
      make: (type: string | undefined, spec: DeviceSpec) => MadeDevice<Device>,
    ): Promise<readonly Device[]> => {
      const devices: Device[] = [];
      for (const name of server[kind]) {
        const source = objectPlace(document, server.file, name, kind);
        const params = server.objects.get(name) ?? new Map<string, string>();
        const generatorName = params.get(generatorKeys[kind]) ?? '';
        const generator = await generators.read(kind, generatorName);
        const config = generator.ok ? generator.options : new Map<string, string>();
        const spec = { name, generator: generatorName, params, config, source };
        const { device, problem } = make(config.get('type'), spec);
        devices.push(device);
        if (!generator.ok) problems.push(generatorProblem(name, generator.reason, source));
        else if (problem) problems.push(problem);
      }
      return devices;
    };
    const parts = {
      name: server.name,
      file: server.file,
      outlets: await makeAll('outlets', makeOutlet),
      controls: await makeAll('controls', makeControl),
      tests: await makeAll('tests', makeTest),
    };
    return new ServerNode(parts, this.#rules, this.#clock, network.reportChange);
  }
}

/** Its states can take more room later than they do now. */
function isSendable(node: ServerNode, { dependencies }: ServerFile): boolean {
  return JSON.stringify(node.snapshot(dependencies)).length <= maxPartBytes / 4;
}

function serverTooBig({ name, file }: ServerFile): Problem {
  return {
    code: 'server-too-big',
    severity: 'error',
    message: `Server "${name}" has more objects than can be handled, so it is left out. Split it into several servers.`,
    source: { file, line: 1 },
  };
}

/** Good needs first, so that the one which closes a circle is the same that views leave out. */
function addDependencies(
  network: ServerNetwork,
  servers: readonly ReadServer[],
  problems: Problem[],
): void {
  const order = orderServers(servers.map(({ server }) => server));
  for (const name of order.ordered) {
    for (const dependency of order.dependencies.get(name) ?? []) {
      network.addDependency(name, dependency);
    }
  }
  for (const { server, document } of servers) {
    for (const dependency of new Set(server.dependencies)) {
      if (network.getDependencies(server.name).includes(dependency)) continue;
      const source = optionPlace(document, server.file, 'server', 'dependencies');
      const problem = tryDependency(network, server.name, dependency, source);
      if (problem) problems.push(problem);
    }
  }
}

function tryDependency(
  network: ServerNetwork,
  server: string,
  dependency: string,
  source: SourceLocation,
): Problem | undefined {
  try {
    network.addDependency(server, dependency);
    return undefined;
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    const message = `${error.message} So the need of "${server}" for "${dependency}" is ignored. Remove it from dependencies, or correct the name.`;
    return { code: error.code, severity: 'error', message, source };
  }
}

function generatorProblem(name: string, reason: string, source: SourceLocation): Problem {
  const message = `"${name}" is shown as Unknown: ${reason}. Add it, or name another one.`;
  return { code: 'generator-missing', severity: 'error', message, source };
}

/** The line where an object says of which generator it is. */
function objectPlace(
  document: IniDocument,
  file: string,
  object: string,
  kind: ObjectKind,
): SourceLocation {
  return optionPlace(document, file, object, generatorKeys[kind]);
}
