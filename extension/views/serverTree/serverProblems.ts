import type { ProjectProblem } from '../../../runtime/project/index.ts';
import type { FileOfServer } from './treeServer.ts';

/** Names on a longer circle are counted, not listed. */
const mostNames = 6;

/** A need for a server that has no file. */
export function missingProblem(
  server: string,
  needed: string,
  { file, dependenciesLine }: FileOfServer,
): ProjectProblem {
  return {
    code: 'dependency-missing',
    severity: 'error',
    message: `"${server}" needs "${needed}", but there is no ${needed}.ini beside its file. Add that file, or remove "${needed}" from dependencies.`,
    source: { file, line: dependenciesLine, column: 1 },
  };
}

/** Servers that need each other; each name of `circle` needs the next, the last one the first. */
export function circleProblem(
  circle: readonly string[],
  { file, dependenciesLine }: FileOfServer,
): ProjectProblem {
  const [first = ''] = circle;
  const left = circle.length - mostNames;
  const names = left > 0 ? [...circle.slice(0, mostNames), `${left} more`] : circle;
  return {
    code: 'dependency-circle',
    severity: 'error',
    message: `Servers need each other in a circle: ${[...names, first].join(' → ')}. Remove one of these dependencies.`,
    source: { file, line: dependenciesLine, column: 1 },
  };
}
