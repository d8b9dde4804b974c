import { stat, writeFile } from 'node:fs/promises';
import { errorCode, errorMessage } from '../base/codedError.ts';
import type { DebugLine, PluginInfo } from '../protocol/index.ts';
import { logRecord } from '../protocol/index.ts';
import { claimErrors } from './claimErrors.ts';
import { DaemonDoor } from './daemonDoor.ts';
import { DaemonKeeper } from './daemonKeeper.ts';
import { journalLines } from './journalLines.ts';
import type { MainDaemon } from './mainDaemon.ts';
import type { DaemonRequest } from './openDaemon.ts';
import { problemText } from './problemText.ts';
import { etcOf } from './projectReader.ts';
import { readVersion } from './readVersion.ts';

/** Which plugins to run; those of pluginList when none is named. */
export interface TerminalRequest extends DaemonRequest {
  readonly plugins: readonly string[];
  /** Virtual milliseconds to run for; until Ctrl-C when absent. */
  readonly forMs?: number | undefined;
  /** Where to write the journal as lines of JSON before the plugins are stopped. */
  readonly journal?: string | undefined;
}

/** Milliseconds between two turns of the idle loop. */
const idleMs = 10_000;

const actor = { kind: 'daemon' } as const;

/** Runs a project in a terminal until Ctrl-C; answers the exit code. */
export async function runInTerminal(request: TerminalRequest): Promise<number> {
  const missing = await missingFolder(request);
  if (missing !== undefined) {
    say(missing);
    return 1;
  }
  const { project, time } = request;
  const claim = { project, etc: etcOf(request), keptBy: 'terminal' } as const;
  try {
    const door = await DaemonDoor.open(claim, { beside: time?.mode === 'virtual' });
    return await runBehind(door, request);
  } catch (thrown) {
    if (errorCode(thrown) !== 'daemon-runs-already') throw thrown;
    say(errorMessage(thrown));
    return 1;
  }
}

async function runBehind(door: DaemonDoor, request: TerminalRequest): Promise<number> {
  const signalled = untilSignalled();
  // A daemon without plugins has nothing else that keeps its process.
  const idling = setInterval(() => undefined, idleMs);
  const keeper = await DaemonKeeper.open(request, (next) => runPlugins(next, request.plugins));
  claimErrors((thrown) => keeper.claim(thrown));
  const { daemon } = keeper;
  show(daemon);
  keeper.onDidOpen(show);
  await door.serve(keeper, await readVersion(request.dist));
  const ended = Promise.race([
    signalled.then((signal) => sayInterrupted(keeper, signal)),
    keeper.ended,
  ]);
  // Time begins once all plugins run.
  if (request.forMs !== undefined) void daemon.keeper?.hold();
  const started = await Promise.race([ended, runPlugins(daemon, request.plugins)]);
  const code = started ?? (await Promise.race([ended, hasPassed(daemon, request.forMs)])) ?? 0;
  if (request.journal !== undefined) {
    await writeFile(request.journal, journalLines(keeper.daemon.journalAfter(0)));
  }
  await keeper.shutdown(actor);
  await door.close();
  clearInterval(idling);
  return code;
}

async function missingFolder({ project, etc }: TerminalRequest): Promise<string | undefined> {
  if (etc !== undefined && !(await isFolder(etc))) {
    return `There is no folder ${etc}. Name the folder with config.ini after --etc.`;
  }
  if (await isFolder(project)) return undefined;
  return `There is no folder ${project}. Name the project's folder after --project.`;
}

/** Writes what a daemon tells to the terminal. */
function show({ problems, events }: MainDaemon): void {
  for (const problem of problems) say(problemText(problem));
  events.problem.event((problem) => say(problemText(problem)));
  events.debugLine.event(writeLine);
}

/** Answers the exit code. */
function sayInterrupted({ daemon }: DaemonKeeper, signal: string): number {
  if (signal === 'SIGINT') daemon.say('Got KeyboardInterrupt, exiting');
  return 0;
}

/** Resolves when so much virtual time has passed; never when none is given. */
function hasPassed({ keeper }: MainDaemon, ms: number | undefined): Promise<undefined> {
  if (!keeper || ms === undefined) return new Promise(() => undefined);
  return keeper.step(ms).then(() => undefined);
}

/** The exit code when plugins were named and none of them runs; a daemon without plugins idles. */
async function runPlugins(
  daemon: MainDaemon,
  named: readonly string[],
): Promise<number | undefined> {
  const enabled = daemon.plugins.filter((plugin) => plugin.enabled);
  const names = named.length > 0 ? named : enabled.map(({ className }) => className);
  const plugins = await daemon.runPlugins(names, { actor, restart: 'onFailure' });
  if (plugins.some(isRunning)) return undefined;
  if (named.length > 0) {
    say('None of the plugins is running, so the daemon ends.');
    return 1;
  }
  const why = names.length === 0 ? 'No plugin is enabled' : 'None of the plugins is running';
  say(`${why}, so the daemon waits for Ctrl-C. ${idleHint}`);
  return undefined;
}

const idleHint = 'Name one with --plugin, or list it in pluginList of etc/config.ini.';

function isRunning({ phase }: PluginInfo): boolean {
  return phase.kind === 'running';
}

function writeLine({ t, text, stream }: DebugLine): void {
  if (stream === 'stderr') say(text);
  else process.stdout.write(`${stream === 'debug' ? logRecord(t, text) : text}\n`);
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

function untilSignalled(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => resolve(signal));
    }
  });
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}
