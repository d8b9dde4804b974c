import { dirname, resolve } from 'node:path';
import type { DaemonRequest } from './openDaemon.ts';
import type { Isolation } from './pluginHosts.ts';
import type { TimeArguments } from './timeArguments.ts';
import { timeOptions, timeRequest } from './timeArguments.ts';

/** Options of the command line that say which daemon to open, for `parseArgs`. */
export const daemonOptions = {
  project: { type: 'string' },
  etc: { type: 'string' },
  python: { type: 'string' },
  isolation: { type: 'string' },
  safe: { type: 'boolean' },
  faults: { type: 'string' },
  ...timeOptions,
} as const;

/** Their values. */
export interface DaemonArguments extends TimeArguments {
  readonly project?: string | undefined;
  readonly etc?: string | undefined;
  readonly python?: string | undefined;
  readonly isolation?: string | undefined;
  readonly safe?: boolean | undefined;
  readonly faults?: string | undefined;
}

const isolations: readonly Isolation[] = ['inline', 'process'];

/**
 * Which daemon the arguments mean: of a project, of an etc folder with shipped plugins only, or of
 * a project with another etc folder.
 * @throws Error that says how to write them
 */
export function daemonRequest(given: DaemonArguments, dist: string): DaemonRequest {
  const etc = given.etc === undefined ? undefined : resolve(given.etc);
  const isolation = isolations.find((each) => each === given.isolation);
  if (given.isolation !== undefined && isolation === undefined) {
    throw new Error(
      `--isolation cannot be "${given.isolation}". Write one of: ${isolations.join(', ')}.`,
    );
  }
  return {
    dist,
    project: projectOf(given.project, etc),
    etc,
    python: given.python,
    isolation,
    hasOwnPlugins: given.project !== undefined && given.safe !== true,
    time: timeRequest(given),
    faults: given.faults === undefined ? undefined : resolve(given.faults),
  };
}

function projectOf(project: string | undefined, etc: string | undefined): string {
  if (project !== undefined) return resolve(project);
  if (etc !== undefined) return dirname(etc);
  throw new Error('Say which project: --project <folder>, or --etc <folder>.');
}
