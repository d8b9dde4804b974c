import { dirname, join } from 'node:path';
import { mkdir } from 'node:fs/promises';
import type { ProjectConfig } from '../config/projectConfig.ts';
import { LogFile } from './logFile.ts';
import type { MainDaemon } from './mainDaemon.ts';

/** Writes every record of a daemon's log to the project's file; answers what ends that. */
export async function keepLog(
  daemon: MainDaemon,
  { paths, limits }: ProjectConfig,
): Promise<() => Promise<void>> {
  const { project, events } = daemon;
  const path = join(project, paths.log);
  // A folder that cannot be made is what the first record reports.
  await mkdir(dirname(path), { recursive: true }).catch(() => undefined);
  const log = new LogFile({
    path,
    project,
    limits,
    onProblem: (problem) => daemon.noteProblems('log', [problem]),
  });
  const lines = events.debugLine.event(({ t, text, stream }) => {
    if (stream === 'debug') log.write(t, text);
  });
  return async () => {
    lines.dispose();
    await log.close();
  };
}
