import type { Socket as DatagramSocket } from 'node:dgram';
import { subscribe } from 'node:diagnostics_channel';
import type { Server, Socket } from 'node:net';
import type { LeftBehind, SourceLocation } from '../../protocol/index.ts';
import type { Frames } from './workspaceFrames.ts';

/** Something that the plugin made, for as long as nobody else forgets it. */
interface Made {
  readonly what: string;
  readonly thing: WeakRef<object>;
  readonly source: SourceLocation;
  /** Whether it still keeps a process alive. */
  readonly isOpen: (thing: never) => boolean;
}

/** As Node's timers have them. */
interface Timer {
  hasRef(): boolean;
  readonly _destroyed?: boolean;
}

/** As Node's child processes have them. */
interface ChildProcess {
  readonly exitCode: number | null;
  readonly signalCode: string | null;
  readonly killed: boolean;
}

/** What `getActiveResourcesInfo` calls things whose lines nobody knows, in words. */
const otherKinds: ReadonlyMap<string, string> = new Map([
  ['FSEventWrap', 'a watch on files'],
  ['StatWatcher', 'a watch on a file'],
  ['MessagePort', 'a worker or a message channel'],
  ['Worker', 'a worker'],
]);

/** Fewer are not worth being looked through. */
const fewest = 64;

/** More are not named. */
const mostTold = 20;

/** Knows what the plugin's code has made and not closed, and on which line it was made. */
export class Leftovers {
  readonly #frames: Frames;
  readonly #resources: () => readonly string[];
  readonly #before: readonly string[];
  #made: Made[] = [];
  /** So many may be made until those that are gone are left out. */
  #room = fewest;

  /** Begins to take notes; `resources` lists what the process has open. */
  constructor(frames: Frames, resources: () => readonly string[]) {
    this.#frames = frames;
    this.#resources = resources;
    this.#before = resources();
    this.#watchTimers();
    this.#watchChannels();
  }

  /** What is open now. */
  list(): readonly LeftBehind[] {
    const left: LeftBehind[] = this.#open().map(({ what, source }) => ({ what, source }));
    for (const [kind, what] of otherKinds) {
      const count = (kinds: readonly string[]): number => kinds.filter((it) => it === kind).length;
      if (count(this.#resources()) > count(this.#before)) left.push({ what });
    }
    return left.slice(0, mostTold);
  }

  #open(): Made[] {
    return this.#made.filter(({ thing, isOpen }) => {
      const found = thing.deref();
      return found !== undefined && isOpen(found as never);
    });
  }

  #note(thing: object, what: string, isOpen: Made['isOpen']): void {
    const { source } = this.#frames.capture();
    // What the host or Node makes for itself is no matter of the plugin's.
    if (!source) return;
    if (this.#made.length >= this.#room) {
      this.#made = this.#open();
      this.#room = Math.max(fewest, 2 * this.#made.length);
    }
    this.#made.push({ what, thing: new WeakRef(thing), source, isOpen });
  }

  #watchTimers(): void {
    for (const [name, what] of [
      ['setTimeout', 'a timer'],
      ['setInterval', 'an interval'],
    ] as const) {
      const real: unknown = Reflect.get(globalThis, name);
      if (typeof real !== 'function') continue;
      const noted = (...args: readonly unknown[]): unknown => {
        const timer: unknown = Reflect.apply(real, undefined, args);
        if (typeof timer === 'object' && timer !== null) this.#note(timer, what, isPending);
        return timer;
      };
      // Its name, and what `promisify` makes of it.
      Object.defineProperties(noted, Object.getOwnPropertyDescriptors(real));
      Reflect.set(globalThis, name, noted);
    }
  }

  /** Node tells of these as they are made, with the plugin's line still on the stack. */
  #watchChannels(): void {
    subscribe('child_process', (message) =>
      this.#note((message as { process: ChildProcess }).process, 'a child process', isAlive),
    );
    subscribe('net.client.socket', (message) =>
      this.#note((message as { socket: Socket }).socket, 'a connection', isConnected),
    );
    subscribe('tracing:net.server.listen:asyncStart', (message) =>
      this.#note((message as { server: Server }).server, 'a server', isListening),
    );
    subscribe('udp.socket', (message) =>
      this.#note((message as { socket: DatagramSocket }).socket, 'a UDP socket', isBound),
    );
  }
}

/** One that was told not to keep the process alive is meant to be left; virtual ones have no such state. */
function isPending(timer: Timer): boolean {
  return timer._destroyed === false && timer.hasRef();
}

function isAlive({ exitCode, signalCode, killed }: ChildProcess): boolean {
  return exitCode === null && signalCode === null && !killed;
}

function isConnected({ destroyed, writableEnded }: Socket): boolean {
  return !destroyed && !writableEnded;
}

function isListening({ listening }: Server): boolean {
  return listening;
}

/** A closed one has no address. */
function isBound(socket: DatagramSocket): boolean {
  try {
    return socket.address().port > 0;
  } catch {
    return false;
  }
}
