import { isAlive, type PluginEntry } from './pluginEntry.ts';

/** What a user may sensibly ask of a plugin; package.json's menus look for these words. */
export type PluginWord =
  | 'canStart'
  | 'canDebug'
  | 'canStop'
  | 'canReload'
  | 'canRestart'
  | 'canEnable'
  | 'canDisable'
  | 'hasCode'
  | 'hasTemplate';

/** What can be asked of a plugin now. */
export function pluginWords({ info, template, isDebugged }: PluginEntry): readonly PluginWord[] {
  const isOwn = info.isShipped !== true;
  const isUsable = info.unusable === undefined;
  const words: readonly (readonly [PluginWord, boolean])[] = [
    ['canStart', isUsable && !isAlive(info)],
    ['canDebug', isUsable && isOwn && isDebugged !== true],
    ['canStop', isAlive(info)],
    ['canReload', isAlive(info) && isOwn],
    ['canRestart', isAlive(info)],
    ['canEnable', isUsable && !info.enabled],
    ['canDisable', info.enabled],
    ['hasCode', isOwn],
    ['hasTemplate', template !== undefined],
  ];
  return words.flatMap(([word, holds]) => (holds ? word : []));
}
