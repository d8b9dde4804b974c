import { CodedError } from '../base/codedError.ts';
import { DeviceLine } from '../devices/deviceLine.ts';
import type { DeviceRules } from '../devices/deviceRules.ts';
import type { DeviceSpec } from '../devices/deviceSpec.ts';
import type { MadeDevice } from '../devices/deviceTypes.ts';
import { makeControl, makeOutlet, makeTest } from '../devices/deviceTypes.ts';
import type { ObjectKind, ServerFile } from '../project/index.ts';
import { generatorKeys, orderServers } from '../project/index.ts';
import type { Problem, SourceLocation } from '../protocol/index.ts';
import type { Generators } from './generatorFiles.ts';
import { maxPartBytes } from './networkFeed.ts';
import { ServerNetwork } from './serverNetwork.ts';
import type { ServerParts, SwitchingRules } from './serverNode.ts';
import { ServerNode } from './serverNode.ts';

/** A network, and what of the project's files is not in it. */
export interface BuiltNetwork {
  readonly network: ServerNetwork;
  readonly problems: readonly Problem[];
}

/** Builds the network of servers that were read; what is faulty is reported and left out. */
export function assembleNetwork(
  servers: readonly ServerFile[],
  generators: Generators,
  rules: SwitchingRules,
  devices: DeviceRules,
): BuiltNetwork {
  const network = new ServerNetwork();
  const workshop = new Workshop(generators, devices);
  const problems: Problem[] = [];
  for (const server of servers) {
    const made = workshop.make(server);
    const node = new ServerNode(made.parts, rules, devices.clock, network.reportChange);
    if (isSendable(node, server)) {
      network.addServer(node);
      problems.push(...made.problems);
    } else problems.push(serverTooBig(server));
  }
  const loaded = servers.filter(({ name }) => network.getServer(name));
  addDependencies(network, loaded, problems);
  return { network, problems };
}

type Make<Device> = (type: string | undefined, spec: DeviceSpec) => MadeDevice<Device>;

/** Makes the objects of servers. */
class Workshop {
  readonly #generators: Generators;
  readonly #rules: DeviceRules;
  /** The way to each PDU, which all its outlets share. */
  readonly #lines = new Map<string, DeviceLine>();

  constructor(generators: Generators, rules: DeviceRules) {
    this.#generators = generators;
    this.#rules = rules;
  }

  make(server: ServerFile): { readonly parts: ServerParts; readonly problems: readonly Problem[] } {
    const { name, file } = server;
    const problems: Problem[] = [];
    const all = <Device>(kind: ObjectKind, make: Make<Device>): readonly Device[] =>
      server[kind].map((each) => this.#make(server, kind, each, make, problems));
    const parts = {
      name,
      file,
      outlets: all('outlets', makeOutlet),
      controls: all('controls', makeControl),
      tests: all('tests', makeTest),
    };
    return { parts, problems };
  }

  #make<Device>(
    server: ServerFile,
    kind: ObjectKind,
    name: string,
    make: Make<Device>,
    problems: Problem[],
  ): Device {
    const params = server.objects.get(name) ?? new Map<string, string>();
    const generatorName = params.get(generatorKeys[kind]) ?? '';
    const generator = this.#generators.get(kind, generatorName);
    const config = generator.ok ? generator.options : new Map<string, string>();
    const spec = {
      name,
      generator: generatorName,
      params,
      config,
      source: { file: server.file, line: 1, ...server.objectPlaces.get(name) },
      line: this.#lineTo(kind, generatorName),
    };
    const { device, problem } = make(config.get('type'), spec);
    if (!generator.ok && generator.reason !== undefined) {
      problems.push(generatorProblem(name, generator.reason, spec.source));
    }
    if (problem) problems.push(problem);
    return device;
  }

  /** Only the outlets of a PDU share one box: controls and tests reach a machine each. */
  #lineTo(kind: ObjectKind, generator: string): DeviceLine {
    if (kind !== 'outlets') return new DeviceLine(generator, this.#rules);
    const line = this.#lines.get(generator) ?? new DeviceLine(generator, this.#rules);
    this.#lines.set(generator, line);
    return line;
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
  servers: readonly ServerFile[],
  problems: Problem[],
): void {
  const order = orderServers(servers);
  for (const name of order.ordered) {
    for (const dependency of order.dependencies.get(name) ?? []) {
      network.addDependency(name, dependency);
    }
  }
  for (const server of servers) {
    const held = new Set(order.dependencies.get(server.name));
    for (const dependency of new Set(server.dependencies)) {
      if (held.has(dependency)) continue;
      const source = { file: server.file, ...server.dependenciesPlace };
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
