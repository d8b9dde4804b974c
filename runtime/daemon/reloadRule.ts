import type { GateRule } from '../base/gate.ts';
import type { ActionRequest } from '../base/journal.ts';
import type { Problem } from '../protocol/index.ts';
import type { PluginRegistry } from './pluginRegistry.ts';

/**
 * Refuses what a plugin asks for while it is loaded beside the version that runs, but for commands,
 * which are kept until it takes its place; `report` is told where it asked.
 */
export function reloadRule(
  registry: Pick<PluginRegistry, 'get'>,
  report: (problem: Problem) => void,
): GateRule {
  return {
    name: 'reload',
    check(request) {
      const { actor, verb } = request;
      const candidate =
        actor.plugin === undefined ? undefined : registry.get(actor.plugin)?.candidate;
      const isIts = candidate !== undefined && candidate.generation === actor.generation;
      if (!isIts || verb === 'registerCommand') return { allow: true };
      const problem = actedWhileLoading(request);
      candidate.problems.push(problem);
      report(problem);
      return {
        allow: false,
        reason: 'It is being loaded, while the version before it runs. Do that in run().',
      };
    },
  };
}

function actedWhileLoading({ actor, verb, target }: ActionRequest): Problem {
  const { plugin = '', file, line } = actor;
  const what = target === '' ? verb : `${verb} of “${target}”`;
  return {
    code: 'reload-acted-while-loading',
    severity: 'warning',
    message:
      `${plugin} asked for ${what} while its edited version was being loaded, which was refused: ` +
      'the version before still ran. Act in run(), not while the file is imported or in the constructor.',
    plugin,
    ...(file !== undefined && line !== undefined && { source: { file, line } }),
  };
}
