import type { ServerSnapshot } from '../../runtime/protocol/index.ts';
import type { ProjectProblem } from '../../runtime/project/index.ts';
import { toRowId, toRowPlace } from './rowId.ts';
import type { RowKindInServer, RowPlace } from './rowId.ts';
import { nestServers } from './serverNesting.ts';
import type { Nesting } from './serverNesting.ts';
import { circleProblem, missingProblem } from './serverProblems.ts';
import { count, listNames } from './serverText.ts';
import { linkRow, objectRow, problemRow, projectRow, serverRow } from './serverTreeRow.ts';
import type { Expansion, Opening, ServerTreeRow } from './serverTreeRow.ts';
import { liveServer, serverOfFile } from './treeServer.ts';
import type { FilesOfProject, TreeServer } from './treeServer.ts';

/** What the tree of one project is made from; `live` may change underneath, see `isOutdated`. */
export interface ServerTreeInput {
  /** Absolute folder. */
  readonly project: string;
  /** The daemon's servers; absent while none runs. */
  readonly live?: ReadonlyMap<string, ServerSnapshot>;
  readonly files: FilesOfProject;
  /** Whole seconds since the switch of a server began, as far as that was seen. */
  readonly secondsSwitching: (server: string) => number | undefined;
}

/** Beyond this many servers a tree starts folded: drawing a row costs VS Code a round trip. */
const mostExpanded = 100;

/** The server tree of one project: its shape, and rows that are built when they are asked for. */
export class ServerTreeModel {
  readonly #input: ServerTreeInput;
  /** What each server needed when the tree was shaped. */
  readonly #needs: ReadonlyMap<string, readonly string[]>;
  readonly #nesting: Nesting;
  /** The daemon drops needs that cannot hold; only the files tell of them. */
  readonly #fileNesting: Nesting;

  constructor(input: ServerTreeInput) {
    this.#input = input;
    const names = new Set([...(input.live?.keys() ?? []), ...input.files.servers.keys()]);
    this.#needs = new Map([...names].map((name) => [name, this.server(name)?.dependencies ?? []]));
    this.#nesting = nest(this.#needs);
    this.#fileNesting = input.live ? nest(needsOfFiles(input.files)) : this.#nesting;
  }

  get project(): string {
    return this.#input.project;
  }

  /** Id of the row above all others, for a workspace with several projects. */
  get projectId(): string {
    return toRowId({ kind: 'project', project: this.project });
  }

  /** Ids of the servers that stand under no other. */
  get roots(): readonly string[] {
    return this.#nesting.roots.map((name) => this.#serverId(name));
  }

  /** All servers as they are at this moment. */
  servers(): readonly TreeServer[] {
    return [...this.#needs.keys()].flatMap((name) => this.server(name) ?? []);
  }

  /** A server as it is at this moment. */
  server(name: string): TreeServer | undefined {
    const { live, files } = this.#input;
    const snapshot = live?.get(name);
    if (snapshot) return liveServer(snapshot);
    const file = files.servers.get(name);
    return file && serverOfFile(name, file, live !== undefined);
  }

  /** Whether a change of these servers moved a server, so that a new model is needed. */
  isOutdated(changed: readonly string[]): boolean {
    return changed.some((name) => {
      const before = this.#needs.get(name);
      const now = this.server(name)?.dependencies;
      return !before || !now || before.join('\0') !== now.join('\0');
    });
  }

  /** Ids of all rows that show something of a server. */
  rowsOf(name: string): readonly string[] {
    const mentions = this.#nesting.mentionedBy.get(name) ?? [];
    const links = mentions.map((server) => this.#childId('link', server, name));
    const own = [...this.#problemRows(name), ...this.#objectRows(name)];
    return [this.#serverId(name), ...own, ...links];
  }

  /**
   * Ids of the rows below a row. Servers stand before outlets, as folders before files: in a low view
   * the states of all servers are seen first.
   */
  childrenOf(id: string): readonly string[] {
    const place = toRowPlace(id);
    if (place?.kind === 'project') return this.roots;
    if (place?.kind !== 'server') return [];
    const { server } = place;
    const under = this.#nesting.under.get(server) ?? [];
    return [
      ...this.#problemRows(server),
      ...under.map((name) => this.#serverId(name)),
      ...this.#objectRows(server),
    ];
  }

  /** The row of an id; nothing when what it stood for is gone. */
  row(id: string): ServerTreeRow | undefined {
    const place = toRowPlace(id);
    if (!place) return undefined;
    if (place.kind === 'project')
      return projectRow(id, this.project, this.#input.live !== undefined);
    const server = this.server(place.server);
    if (!server) return undefined;
    return place.kind === 'server' ? this.#serverRow(id, server) : this.#ownRow(id, server, place);
  }

  #serverRow(id: string, server: TreeServer): ServerTreeRow {
    const { under, mentionedBy } = this.#nesting;
    const { name } = server;
    return serverRow(id, server, {
      maxAttempts: this.#input.files.maxAttempts,
      seconds: this.#input.secondsSwitching(name),
      remarks: this.#remarks(name),
      neededBy: [...(under.get(name) ?? []), ...(mentionedBy.get(name) ?? [])],
      problems: this.#problems(name),
      opens: this.#opens(server, 'server'),
      expansion: this.#expansion(id, name),
    });
  }

  #ownRow(
    id: string,
    server: TreeServer,
    { kind, name, repeat }: Extract<RowPlace, { readonly name: string }>,
  ): ServerTreeRow | undefined {
    if (kind === 'problem') {
      const problem = this.#problems(server.name)[repeat];
      return problem && problemRow(id, problem);
    }
    if (kind === 'link') {
      const needed = this.server(name);
      return needed && linkRow(id, server, needed, this.#opens(needed, 'server'));
    }
    const same = server.objects.filter((object) => object.kind === kind && object.name === name);
    const object = same[repeat];
    return object && objectRow(id, object, this.#opens(server, name));
  }

  #problemRows(name: string): readonly string[] {
    return this.#problems(name).map((_, index) => this.#childId('problem', name, '', index));
  }

  #objectRows(name: string): readonly string[] {
    const seen = new Map<string, number>();
    const objects = (this.server(name)?.objects ?? []).map((object) => {
      const key = `${object.kind} ${object.name}`;
      const repeat = seen.get(key) ?? 0;
      seen.set(key, repeat + 1);
      return this.#childId(object.kind, name, object.name, repeat);
    });
    const links = this.#nesting.alsoNeeds.get(name) ?? [];
    return [...objects, ...links.map((needed) => this.#childId('link', name, needed))];
  }

  #problems(name: string): readonly ProjectProblem[] {
    const file = this.#input.files.servers.get(name);
    if (!file) return [];
    const missing = this.#fileNesting.missing.get(name) ?? [];
    const circles = this.#fileNesting.circles.get(name) ?? [];
    return [
      ...file.problems,
      ...missing.map((needed) => missingProblem(name, needed, file)),
      ...circles.map((circle) => circleProblem(circle, file)),
    ];
  }

  #remarks(name: string): readonly string[] {
    const also = this.#nesting.alsoNeeds.get(name) ?? [];
    const missing = this.#fileNesting.missing.get(name) ?? [];
    const inFile = this.#input.files.servers.get(name)?.problems ?? [];
    return [
      ...(also.length > 0 ? [`also needs ${listNames(also)}`] : []),
      ...(this.#fileNesting.circles.has(name) ? ['in a circle'] : []),
      ...(missing.length > 0 ? [`${listNames(missing)} missing`] : []),
      ...(inFile.length > 0 ? [count(inFile.length, 'problem')] : []),
    ];
  }

  #expansion(id: string, name: string): Expansion {
    if (this.childrenOf(id).length === 0) return 'none';
    const isSmall = this.#needs.size <= mostExpanded;
    return isSmall && this.#nesting.under.has(name) ? 'expanded' : 'collapsed';
  }

  #opens({ name, file }: TreeServer, section: string): Opening {
    return { file, line: this.#input.files.servers.get(name)?.lines.get(section) ?? 1 };
  }

  #serverId(server: string): string {
    return toRowId({ kind: 'server', project: this.project, server });
  }

  #childId(kind: RowKindInServer, server: string, name: string, repeat = 0): string {
    return toRowId({ kind, project: this.project, server, name, repeat });
  }
}

function needsOfFiles({ servers }: FilesOfProject): ReadonlyMap<string, readonly string[]> {
  return new Map([...servers].map(([name, { server }]) => [name, server?.dependencies ?? []]));
}

function nest(needs: ReadonlyMap<string, readonly string[]>): Nesting {
  return nestServers([...needs].map(([name, dependencies]) => ({ name, dependencies })));
}
