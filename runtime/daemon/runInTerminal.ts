import { stat, writeFile } from 'node:fs/promises';
import type { DebugLine, PluginInfo } from '../protocol/index.ts';
import { logRecord } from '../protocol/index.ts';
import { journalLines } from './journalLines.ts';
import type { MainDaemon } from './mainDaemon.ts';
import type { DaemonRequest } from './openDaemon.ts';
import { openDaemon } from './openDaemon.ts';
import { problemText } from './problemText.ts';

/** Which plugins to run; those of pluginList when none is named. */
export interface TerminalRequest extends DaemonRequest {
  readonly plugins: readonly string[];
  /** Virtual milliseconds to run for; until Ctrl-C when absent. */
  readonly forMs?: number | undefined;
  /** Where to write the journal as lines of JSON before the plugins are stopped. */
  readonly journal?: string | undefined;
}

const actor = { kind: 'daemon' } as const;

/** Runs a project in a terminal until Ctrl-C; answers the exit code. */
export async function runInTerminal(request: TerminalRequest): Promise<number> {
  const { project } = request;
  if (!(await isFolder(project))) {
    say(`There is no folder ${project}. Name the project's folder after --project.`);
    return 1;
  }
  const interrupted = untilInterrupted();
  const daemon = await openDaemon(request);
  for (const problem of daemon.problems) say(problemText(problem));
  daemon.events.problem.event((problem) => say(problemText(problem)));
  daemon.events.debugLine.event(writeLine);
  // Time begins once all plugins run.
  if (request.forMs !== undefined) void daemon.keeper?.hold();
  const code = await Promise.race([interrupted, runPlugins(daemon, request.plugins)]);
  const isRunning = code === undefined;
  if (isRunning) await Promise.race([interrupted, hasPassed(daemon, request.forMs)]);
  if (request.journal !== undefined) {
    await writeFile(request.journal, journalLines(daemon.journalAfter(0)));
  }
  await daemon.shutdown(actor);
  return code ?? 0;
}

/** Resolves when so much virtual time has passed; never when none is given. */
function hasPassed({ keeper }: MainDaemon, ms: number | undefined): Promise<void> {
  return keeper && ms !== undefined ? keeper.step(ms) : new Promise(() => undefined);
}

/** Nothing when at least one plugin runs, else the exit code. */
async function runPlugins(
  daemon: MainDaemon,
  named: readonly string[],
): Promise<number | undefined> {
  const enabled = daemon.plugins.filter((plugin) => plugin.enabled);
  const names = named.length > 0 ? named : enabled.map(({ className }) => className);
  const plugins = await daemon.runPlugins(names, { actor, debug: false, restart: 'onFailure' });
  if (plugins.some(isRunning)) return undefined;
  const why =
    names.length === 0
      ? 'No plugin is enabled. Name one with --plugin, or list it in pluginList of etc/config.ini.'
      : 'None of the plugins is running, so the daemon ends.';
  say(why);
  return 1;
}

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

function untilInterrupted(): Promise<number> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => resolve(0));
    }
  });
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}
