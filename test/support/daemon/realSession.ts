import { join } from 'node:path';
import type {
  AttachableTarget,
  DebuggedPlugin,
} from '../../../extension/debug/childConfiguration.ts';
import { acquireDaemon } from '../../../extension/debug/acquireDaemon.ts';
import { Daemons } from '../../../extension/daemon/daemons.ts';
import { startDaemon } from '../../../extension/daemon/startDaemon.ts';
import { OckleDebugSession } from '../../../extension/debug/ockleDebugSession.ts';
import { DapClient } from '../../daemon/support/dapClient.ts';
import { SessionClient } from '../dap/sessionClient.ts';

/** A debugger that is attached to a plugin. */
interface Visit {
  readonly of: DebuggedPlugin;
  /** Lets go of the plugin. */
  leave(): Promise<unknown>;
}

/** A session with real daemons, and with debuggers that attach as VS Code's own do. */
export class RealSession {
  readonly client: SessionClient;
  readonly #visits = new Set<Visit>();
  readonly #stopped = Promise.withResolvers<undefined>();

  /** Debuggers stop at `line` (1-based) of the plugin's file, if it is given. */
  constructor(daemons: Daemons, line?: number) {
    const session = new OckleDebugSession({
      acquire: (launch, tell) => acquireDaemon(daemons, launch, tell),
      join: (project) => daemons.acquire(project),
      attach: (plugin, target) => this.#attach(plugin, target, line),
      attachGrace: 10_000,
      detach: async (of) => {
        const wanted = [...this.#visits].filter(
          (visit) => !of || (visit.of.name === of.plugin && visit.of.generation <= of.upTo),
        );
        for (const visit of wanted) this.#visits.delete(visit);
        await Promise.allSettled(wanted.map((visit) => visit.leave()));
      },
      showsPrints: () => false,
      report: ignore,
      showFailure: ignore,
      showReload: ignore,
      showProblem: ignore,
    });
    this.client = new SessionClient(session);
  }

  /** Settles when a plugin stands at the line. */
  get stops(): Promise<undefined> {
    return this.#stopped.promise;
  }

  async begin(launch: object): Promise<void> {
    await this.client.ask('initialize', { adapterID: 'ockle' });
    await this.client.ask('launch', launch);
  }

  async #attach(
    of: DebuggedPlugin,
    target: AttachableTarget,
    line: number | undefined,
  ): Promise<boolean> {
    const stopped = (): void => this.#stopped.resolve(undefined);
    const came = (leave: () => Promise<unknown>): void => void this.#visits.add({ of, leave });
    const visit = { file: of.file, line, stopped, came };
    try {
      if (target.kind === 'node') await visitNode(target.url, visit);
      else await visitPython(target.host, target.port, visit);
      return true;
    } catch {
      // The plugin ended first.
      return false;
    }
  }
}

/** Daemons of a build, as the extension starts them. */
export function realDaemons(dist: string): Daemons {
  const log = { info: ignore, error: ignore };
  const entry = join(dist, 'daemon.mjs');
  const { execPath } = process;
  return new Daemons(
    (project, choices) => startDaemon({ execPath, entry, project, python: '', choices }, log),
    ignore,
  );
}

function ignore(): void {
  // Nobody asks for it.
}

/** What a debugger is to do, and whom it tells. */
interface VisitOrder {
  readonly file: string;
  readonly line: number | undefined;
  readonly stopped: () => void;
  /** It is connected, and `leave` makes it go. */
  readonly came: (leave: () => Promise<unknown>) => void;
}

async function visitNode(url: string, { file, line, stopped, came }: VisitOrder): Promise<void> {
  const socket = new WebSocket(url);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', reject);
    socket.addEventListener('close', reject);
  });
  const gone = new Promise((resolve) => socket.addEventListener('close', resolve));
  came(() => {
    socket.close();
    return gone;
  });
  socket.addEventListener('message', ({ data }) => {
    if (String(data).includes('"Debugger.paused"')) stopped();
  });
  let id = 0;
  const send = (method: string, params: object = {}): void =>
    socket.send(JSON.stringify({ id: ++id, method, params }));
  send('Runtime.enable');
  send('Debugger.enable');
  if (line !== undefined) {
    send('Debugger.setBreakpointByUrl', { lineNumber: line - 1, url: `file://${file}` });
  }
  send('Runtime.runIfWaitingForDebugger');
}

async function visitPython(
  host: string,
  port: number,
  { file, line, stopped, came }: VisitOrder,
): Promise<void> {
  const client = await DapClient.connect(host, port);
  let isAttached = false;
  came(async () => {
    if (isAttached) await client.ask('disconnect', { terminateDebuggee: false });
    client.close();
  });
  await client.ask('initialize', { adapterID: 'test', clientID: 'test' });
  const attached = client.ask('attach', { justMyCode: false });
  await client.next('initialized');
  const breakpoints = line === undefined ? [] : [{ line }];
  await client.ask('setBreakpoints', { source: { path: file }, breakpoints });
  void client.next('stopped').then(stopped);
  await client.ask('configurationDone');
  await attached;
  isAttached = true;
}
