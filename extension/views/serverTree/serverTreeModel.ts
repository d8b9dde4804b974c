import type { ServerSnapshot } from '../../../runtime/protocol/index.ts';
import { FaultMarks } from '../faults/faultMarks.ts';
import { toRowId, toRowPlace } from './rowId.ts';
import type { RowKindInServer, RowPlace } from './rowId.ts';
import { filterServers } from './serverFilter.ts';
import type { FilteredTree } from './serverFilter.ts';
import { nestServers } from './serverNesting.ts';
import type { Nesting } from './serverNesting.ts';
import { problemsOf, remarksOf } from './serverRemarks.ts';
import {
  faultRow,
  faultsRow,
  linkRow,
  objectRow,
  problemRow,
  projectRow,
  serverRow,
} from './serverTreeRow.ts';
import type { Expansion, Opening, ServerTreeRow } from './serverTreeRow.ts';
import { liveServer, serverOfFile } from './treeServer.ts';
import type { FilesOfProject, TreeServer } from './treeServer.ts';

/** What the tree of one project is made from; `live` and `faults` may change underneath. */
export interface ServerTreeInput {
  /** Absolute folder. */
  readonly project: string;
  /** The daemon's servers; absent while none runs. */
  readonly live?: ReadonlyMap<string, ServerSnapshot>;
  readonly files: FilesOfProject;
  /** Whole seconds since the switch of a server began, as far as that was seen. */
  readonly secondsSwitching: (server: string) => number | undefined;
  /** Servers that stand on top. */
  readonly pinned?: ReadonlySet<string>;
  /** Leaves only what it finds; empty for everything. */
  readonly filter?: string;
  readonly faults?: FaultMarks;
}

/** Beyond this many servers a tree starts folded: drawing a row costs VS Code a round trip. */
const mostExpanded = 100;

const noFaults = new FaultMarks();

/** The server tree of one project: its shape, and rows that are built when they are asked for. */
export class ServerTreeModel {
  readonly #input: ServerTreeInput;
  readonly #faults: FaultMarks;
  /** What each server needed when the tree was shaped. */
  readonly #needs: ReadonlyMap<string, readonly string[]>;
  readonly #nestings: { readonly shown: Nesting; readonly ofFiles: Nesting };
  readonly #filtered: FilteredTree | undefined;

  constructor(input: ServerTreeInput) {
    this.#input = input;
    this.#faults = input.faults ?? noFaults;
    const names = new Set([...(input.live?.keys() ?? []), ...input.files.servers.keys()]);
    this.#needs = new Map([...names].map((name) => [name, this.server(name)?.dependencies ?? []]));
    const shown = nestServers(this.#needs, input.pinned);
    this.#nestings = {
      shown,
      ofFiles: input.live ? nestServers(needsOfFiles(input.files)) : shown,
    };
    const { filter = '' } = input;
    this.#filtered = filter === '' ? undefined : filterServers(filter, this.servers(), shown);
  }

  get project(): string {
    return this.#input.project;
  }

  /** Id of the row above all others, for a workspace with several projects. */
  get projectId(): string {
    return toRowId({ kind: 'project', project: this.project });
  }

  /** Ids of the faults' row, while there are any, and of the servers that stand under no other. */
  get roots(): readonly string[] {
    const { project } = this;
    const faults = this.#faults.all.length > 0 ? [toRowId({ kind: 'faults', project })] : [];
    return [...faults, ...this.#serverIds(this.#nestings.shown.roots)];
  }

  /** Ids of the rows that count what faults struck. */
  get faultRows(): readonly string[] {
    return [toRowId({ kind: 'faults', project: this.project }), ...this.#faultIds()];
  }

  /** Number of servers, and of those that the filter found. */
  get counts(): { readonly all: number; readonly matches: number } {
    const all = this.#needs.size;
    return { all, matches: this.#filtered?.matches.size ?? all };
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
      const now = this.#input.live?.get(name)?.dependencies ?? this.server(name)?.dependencies;
      return !before || !now || !isSame(before, now);
    });
  }

  /** Ids of all rows that show something of a server; what is below one is drawn where `isOpen`. */
  rowsOf(name: string, isOpen: (id: string) => boolean): readonly string[] {
    const mentions = this.#nestings.shown.mentionedBy.get(name) ?? [];
    const links = mentions.map((server) => this.#childId('link', server, name));
    const id = this.#serverId(name);
    const below = isOpen(id) ? [...this.#problemRows(name), ...this.#objectRows(name)] : [];
    return [id, ...below, ...links];
  }

  /**
   * Ids of the rows below a row. Servers stand before outlets, as folders before files: in a low view
   * the states of all servers are seen first.
   */
  childrenOf(id: string): readonly string[] {
    const place = toRowPlace(id);
    if (place?.kind === 'project') return this.roots;
    if (place?.kind === 'faults') return this.#faultIds();
    if (place?.kind !== 'server') return [];
    const { server } = place;
    return [
      ...this.#problemRows(server),
      ...this.#serverIds(this.#nestings.shown.under.get(server) ?? []),
      ...this.#objectRows(server),
    ];
  }

  /** Id of the row that a row stands under; nothing at the top. */
  parentOf(id: string): string | undefined {
    const place = toRowPlace(id);
    if (!place) return undefined;
    switch (place.kind) {
      case 'project':
      case 'faults':
        return undefined;
      case 'fault':
        return toRowId({ kind: 'faults', project: this.project });
      case 'server': {
        const above = this.#nestings.shown.above.get(place.server);
        return above === undefined ? undefined : this.#serverId(above);
      }
      default:
        return this.#serverId(place.server);
    }
  }

  /** The row of an id; nothing when what it stood for is gone. */
  row(id: string): ServerTreeRow | undefined {
    const place = toRowPlace(id);
    if (!place) return undefined;
    switch (place.kind) {
      case 'project':
        return projectRow(id, this.project, this.#input.live !== undefined);
      case 'faults':
        return faultsRow(id, this.#faults.all);
      case 'fault': {
        const fault = this.#faults.all.find((each) => each.id === place.fault);
        return fault && faultRow(id, fault);
      }
      default:
        return this.#rowInServer(id, place);
    }
  }

  #rowInServer(
    id: string,
    place: Extract<RowPlace, { readonly server: string }>,
  ): ServerTreeRow | undefined {
    const server = this.server(place.server);
    if (!server) return undefined;
    return place.kind === 'server' ? this.#serverRow(id, server) : this.#ownRow(id, server, place);
  }

  #serverRow(id: string, server: TreeServer): ServerTreeRow {
    const { under, mentionedBy } = this.#nestings.shown;
    const { files, pinned, secondsSwitching } = this.#input;
    const { name } = server;
    const isPinned = pinned?.has(name) === true;
    const faults = this.#faults.countOf(server);
    return serverRow(id, server, {
      maxAttempts: files.maxAttempts,
      seconds: secondsSwitching(name),
      remarks: remarksOf(name, files, this.#nestings, { isPinned, faults }),
      neededBy: [...(under.get(name) ?? []), ...(mentionedBy.get(name) ?? [])],
      problems: problemsOf(name, files.servers.get(name), this.#nestings),
      opens: this.#opens(server, 'server'),
      expansion: this.#expansion(id, server),
      isPinned,
    });
  }

  #ownRow(
    id: string,
    server: TreeServer,
    { kind, name, repeat }: Extract<RowPlace, { readonly name: string }>,
  ): ServerTreeRow | undefined {
    if (kind === 'problem') {
      const file = this.#input.files.servers.get(server.name);
      const problem = problemsOf(server.name, file, this.#nestings)[repeat];
      return problem && problemRow(id, problem);
    }
    if (kind === 'link') {
      const needed = this.server(name);
      return needed && linkRow(id, server, needed, this.#opens(needed, 'server'));
    }
    const same = server.objects.filter((object) => object.kind === kind && object.name === name);
    const object = same[repeat];
    if (!object) return undefined;
    const faults = this.#faults.ofObject(server.name, object);
    return objectRow(id, object, this.#opens(server, name), faults);
  }

  #problemRows(name: string): readonly string[] {
    if (this.#filtered?.isWhole(name) === false) return [];
    const problems = problemsOf(name, this.#input.files.servers.get(name), this.#nestings);
    return problems.map((_, index) => this.#childId('problem', name, '', index));
  }

  #objectRows(name: string): readonly string[] {
    const filtered = this.#filtered;
    const seen = new Map<string, number>();
    const objects = (this.server(name)?.objects ?? []).flatMap((object) => {
      const key = `${object.kind} ${object.name}`;
      const repeat = seen.get(key) ?? 0;
      seen.set(key, repeat + 1);
      if (filtered && !filtered.isObjectShown(name, object)) return [];
      return [this.#childId(object.kind, name, object.name, repeat)];
    });
    if (filtered?.isWhole(name) === false) return objects;
    const links = this.#nestings.shown.alsoNeeds.get(name) ?? [];
    return [...objects, ...links.map((needed) => this.#childId('link', name, needed))];
  }

  #expansion(id: string, server: TreeServer): Expansion {
    const { name } = server;
    const hasServers = this.#nestings.shown.under.has(name);
    const hasRows = server.objects.length > 0 || hasServers;
    // Under a filter, or with nothing but problems and links, the rows themselves have to be looked at.
    if ((this.#filtered || !hasRows) && this.childrenOf(id).length === 0) return 'none';
    if (this.counts.matches > mostExpanded) return 'collapsed';
    const isOpen = this.#filtered
      ? !this.#filtered.isWhole(name) || this.#hasServersBelow(name)
      : hasServers;
    return isOpen ? 'expanded' : 'collapsed';
  }

  #hasServersBelow(name: string): boolean {
    return this.#serverIds(this.#nestings.shown.under.get(name) ?? []).length > 0;
  }

  #opens({ name, file }: TreeServer, section: string): Opening {
    return { file, line: this.#input.files.servers.get(name)?.lines.get(section) ?? 1 };
  }

  #faultIds(): readonly string[] {
    const { project } = this;
    return this.#faults.all.map(({ id }) => toRowId({ kind: 'fault', project, fault: id }));
  }

  #serverIds(names: readonly string[]): readonly string[] {
    const filtered = this.#filtered;
    const shown = filtered ? names.filter((name) => filtered.isShown(name)) : names;
    return shown.map((name) => this.#serverId(name));
  }

  #serverId(server: string): string {
    return toRowId({ kind: 'server', project: this.project, server });
  }

  #childId(kind: RowKindInServer, server: string, name: string, repeat = 0): string {
    return toRowId({ kind, project: this.project, server, name, repeat });
  }
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((each, index) => each === b[index]);
}

function needsOfFiles({ servers }: FilesOfProject): ReadonlyMap<string, readonly string[]> {
  return new Map([...servers].map(([name, { server }]) => [name, server?.dependencies ?? []]));
}
