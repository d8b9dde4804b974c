import type { PluginFailure, PluginInfo } from '../../../runtime/protocol/index.ts';

/**
 * The plugins of the files with what a daemon says of those it knows. The files know best what is
 * enabled, and which plugins were written since the daemon looked. A plugin that has failed stays so
 * when its daemon ends with it, as it does when nothing else runs: `failures` are those remembered.
 */
export function mergePlugins(
  files: readonly PluginInfo[],
  live: ReadonlyMap<string, PluginInfo>,
  failures: ReadonlyMap<string, PluginFailure> = new Map(),
): readonly PluginInfo[] {
  const known = new Set(files.map(({ className }) => className));
  const merged = files.map((file): PluginInfo => {
    const running = live.get(file.className);
    if (!running) return file;
    const source = running.isShipped === true ? running.source : file.source;
    return { ...running, source, enabled: file.enabled };
  });
  const gone = [...live.values()].filter(({ className, phase }) => {
    const isOver = phase.kind === 'notRunning' || phase.kind === 'stopped';
    return !known.has(className) && !isOver;
  });
  return [...merged, ...gone].map((info) => {
    const failure = failures.get(info.className);
    const isResting = info.phase.kind === 'notRunning';
    return failure && isResting ? { ...info, phase: { kind: 'failed', failure } } : info;
  });
}
