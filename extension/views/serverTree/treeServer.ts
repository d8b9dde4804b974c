import type {
  ServerSnapshot,
  SwitchSnapshot,
  TestSnapshot,
} from '../../../runtime/protocol/index.ts';
import { generatorKeys } from '../../../runtime/project/index.ts';
import type { ObjectKind, ServerFile } from '../../../runtime/project/index.ts';
import type { ProjectProblem } from '../../../runtime/project/index.ts';

/** A server's file as it stands on disk; without `server` it cannot be used. */
export interface FileOfServer {
  readonly file: string;
  readonly server?: ServerFile;
  readonly problems: readonly ProjectProblem[];
  /** 1-based line of each section's header. */
  readonly lines: ReadonlyMap<string, number>;
  /** 1-based line of `dependencies`, or of what stands for it. */
  readonly dependenciesLine: number;
}

/** The project's files: the servers by name, and what config.ini adds. */
export interface FilesOfProject {
  readonly servers: ReadonlyMap<string, FileOfServer>;
  /** Attempts until a failure is permanent; 0 means never. */
  readonly maxAttempts: number;
}

/** How a server stands: what the daemon says, or why it says nothing. */
export type ServerStatus =
  | {
      readonly kind: 'live';
      readonly opState: string;
      readonly startAttempts: number;
      readonly shutdownAttempts: number;
    }
  | { readonly kind: 'notRunning' }
  /** A daemon runs, but does not know this server. */
  | { readonly kind: 'notLoaded' }
  | { readonly kind: 'broken' };

/** An outlet, control or test; `opState` only while a daemon runs. */
export interface TreeObject {
  readonly kind: 'outlet' | 'control' | 'test';
  readonly name: string;
  readonly generator: string;
  /** Type of the device; only while a daemon runs. */
  readonly type?: string;
  readonly address?: string;
  readonly opState?: string;
  /** What was last read from the device; null when it could not be read. */
  readonly state?: boolean | null;
}

/** A server as the tree shows it, whether it runs or is only a file. */
export interface TreeServer {
  readonly name: string;
  readonly file: string;
  readonly status: ServerStatus;
  readonly dependencies: readonly string[];
  readonly objects: readonly TreeObject[];
}

/** A server of a running daemon. */
export function liveServer(snapshot: ServerSnapshot): TreeServer {
  const { name, file, dependencies, opState, startAttempts, shutdownAttempts } = snapshot;
  return {
    name,
    file,
    dependencies,
    status: { kind: 'live', opState, startAttempts, shutdownAttempts },
    objects: [
      ...snapshot.outlets.map((outlet) => liveSwitch('outlet', outlet)),
      ...snapshot.controls.map((control) => liveSwitch('control', control)),
      ...snapshot.tests.map(liveTest),
    ],
  };
}

/** A server of the project's files; `isDaemonRunning` tells "not loaded" from "not running". */
export function serverOfFile(
  name: string,
  { file, server }: FileOfServer,
  isDaemonRunning: boolean,
): TreeServer {
  if (!server) return { name, file, dependencies: [], objects: [], status: { kind: 'broken' } };
  return {
    name,
    file,
    dependencies: server.dependencies,
    status: { kind: isDaemonRunning ? 'notLoaded' : 'notRunning' },
    objects: [
      ...objectsOfFile(server, 'outlets', 'outlet'),
      ...objectsOfFile(server, 'controls', 'control'),
      ...objectsOfFile(server, 'tests', 'test'),
    ],
  };
}

function liveSwitch(kind: 'outlet' | 'control', snapshot: SwitchSnapshot): TreeObject {
  const { name, type, generator, address, opState, state } = snapshot;
  return { kind, name, type, generator, opState, state, ...(address !== undefined && { address }) };
}

function liveTest({ name, type, generator, opState }: TestSnapshot): TreeObject {
  return { kind: 'test', name, type, generator, opState };
}

function objectsOfFile(
  server: ServerFile,
  list: ObjectKind,
  kind: TreeObject['kind'],
): readonly TreeObject[] {
  return server[list].map((name) => {
    const options = server.objects.get(name);
    const address = options?.get('socket');
    const generator = options?.get(generatorKeys[list]) ?? '';
    return { kind, name, generator, ...(address !== undefined && { address }) };
  });
}
