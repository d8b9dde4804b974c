import type { OckleAttachArguments, OckleLaunchArguments } from './launchConfiguration.ts';

const times: ReadonlySet<unknown> = new Set(['real', 'held', 'virtual']);

/** What is wrong with the arguments of `launch` or `attach`, in a sentence; nothing when all is well. */
export function problemOfLaunch(
  given: Partial<Record<keyof OckleLaunchArguments, unknown>> | undefined,
): string | undefined {
  const { project, plugins, time, seed, faults } = given ?? {};
  if (!isText(project)) return '"project" has to be the folder of an Ockle project.';
  if (!arePlugins(plugins)) {
    return '"plugins" has to be a list of class names such as ["DoorWatch"], or "all".';
  }
  const ofTime = problemOfTime(time, seed);
  if (ofTime !== undefined) return ofTime;
  if (faults !== undefined && !isText(faults)) return '"faults" has to be the path of a file.';
  return undefined;
}

/** Whether the arguments are complete, so that a session can begin with them. */
export function isLaunch(given: unknown): given is OckleLaunchArguments & OckleAttachArguments {
  return problemOfLaunch(given as Partial<Record<string, unknown>>) === undefined;
}

function problemOfTime(time: unknown, seed: unknown): string | undefined {
  if (time !== undefined && !times.has(time))
    return '"time" has to be "real", "held" or "virtual".';
  if (seed === undefined) return undefined;
  if (!isSeed(seed)) return '"seed" has to be a whole number of at most nine digits.';
  if (time === 'held' || time === 'virtual') return undefined;
  return '"seed" needs "time": "virtual" or "held": in real time nothing is repeatable.';
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isSeed(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 1e9;
}

function arePlugins(value: unknown): boolean {
  return value === 'all' || (Array.isArray(value) && value.length > 0 && value.every(isText));
}
