import type { ProjectProblem } from '../../../runtime/project/index.ts';
import type { Nesting } from './serverNesting.ts';
import { circleProblem, missingProblem } from './serverProblems.ts';
import { count, listNames } from './serverText.ts';
import type { FileOfServer, FilesOfProject } from './treeServer.ts';

/** Where the servers of a project stand, in the tree and by their files alone. */
interface Nestings {
  readonly shown: Nesting;
  /** The daemon drops needs that cannot hold; only the files tell of them. */
  readonly ofFiles: Nesting;
}

/** What is wrong with a server's file, and with what it needs. */
export function problemsOf(
  name: string,
  file: FileOfServer | undefined,
  { ofFiles }: Nestings,
): readonly ProjectProblem[] {
  if (!file) return [];
  const missing = ofFiles.missing.get(name) ?? [];
  const circles = ofFiles.circles.get(name) ?? [];
  return [
    ...file.problems,
    ...missing.map((needed) => missingProblem(name, needed, file)),
    ...circles.map((circle) => circleProblem(circle, file)),
  ];
}

/** What a server's description says after its state and number. */
export function remarksOf(
  name: string,
  { servers }: FilesOfProject,
  { shown, ofFiles }: Nestings,
  marks: { readonly isPinned: boolean; readonly faults: number },
): readonly string[] {
  const also = shown.alsoNeeds.get(name) ?? [];
  const missing = ofFiles.missing.get(name) ?? [];
  const inFile = servers.get(name)?.problems ?? [];
  const needs = marks.isPinned ? 'needs' : 'also needs';
  return [
    ...(marks.faults > 0 ? [count(marks.faults, 'fault')] : []),
    ...(also.length > 0 ? [`${needs} ${listNames(also)}`] : []),
    ...(ofFiles.circles.has(name) ? ['in a circle'] : []),
    ...(missing.length > 0 ? [`${listNames(missing)} missing`] : []),
    ...(inFile.length > 0 ? [count(inFile.length, 'problem')] : []),
    ...(marks.isPinned ? ['pinned'] : []),
  ];
}
