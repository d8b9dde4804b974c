/** What a new plugin can begin as, in the order in which it is offered. */
export const pluginKinds = [
  { id: 'timer', label: 'Timer', detail: 'Does something every few seconds' },
  { id: 'watchServers', label: 'Watch servers', detail: 'Tells when a server changes its state' },
  {
    id: 'addCommand',
    label: 'Add a command',
    detail: 'Answers a command of clients and other plugins',
  },
  { id: 'empty', label: 'Empty', detail: 'A class, one setting and nothing else' },
] as const;

/** Id of a kind of plugin; its templates lie in the folder of that name. */
export type PluginKind = (typeof pluginKinds)[number]['id'];
