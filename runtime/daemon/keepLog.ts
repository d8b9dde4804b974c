import { dirname, join } from 'node:path';
import { mkdir } from 'node:fs/promises';
import type { ProjectConfig } from '../config/projectConfig.ts';
import { LogFile } from './logFile.ts';
import type { MainDaemon } from './mainDaemon.ts';

/** Records of before the first plugin; nobody needs more to see how it began. */
const mostHeld = 1_000;

/**
 * Writes every record of a daemon's log to the project's file, from the first plugin on that
 * somebody asked for and that is loaded: a project that is only looked at stays as it is. Answers
 * what ends that.
 */
export function keepLog(daemon: MainDaemon, { paths, limits }: ProjectConfig): () => Promise<void> {
  const { project, events } = daemon;
  const path = join(project, paths.log);
  const log = new LogFile({
    path,
    project,
    limits,
    onProblem: (problem) => daemon.noteProblems('log', [problem]),
  });
  let held: { readonly t: number; readonly text: string }[] | undefined = [];
  const begin = (): void => {
    for (const { t, text } of held ?? []) log.write(t, text);
    held = undefined;
  };
  const lines = events.debugLine.event(({ t, text, stream }) => {
    if (stream !== 'debug') return;
    if (!held) log.write(t, text);
    else if (held.length < mostHeld) held.push({ t, text });
  });
  const plugins = events.plugin.event(({ className, phase }) => {
    if (phase.kind !== 'loading' || !daemon.running.asked.some(({ name }) => name === className))
      return;
    plugins.dispose();
    // A folder that cannot be made is what the first record reports.
    folder = mkdir(dirname(path), { recursive: true }).then(begin, begin);
  });
  let folder = Promise.resolve();
  return async () => {
    plugins.dispose();
    lines.dispose();
    await folder;
    await log.close();
  };
}
