/** A plugin that comes with Ockle. */
export interface ShippedPlugin {
  readonly className: string;
  /** Its source below `runtime/plugins/shipped`. */
  readonly file: string;
  /** What lists of plugins say about it. */
  readonly doc: string;
  /** Whether others can reach it from outside; such a plugin runs only when it is asked for. */
  readonly opensPort: boolean;
  /** Whether it also runs beside plugins that are started from the editor, for its commands. */
  readonly runsAlong: boolean;
}

/** The plugins that come with Ockle. */
export const shippedPlugins: readonly ShippedPlugin[] = [
  {
    className: 'AutoControl',
    file: 'autoControl.ts',
    doc: 'Turns whole networks of servers on and off, in the order of their dependencies.',
    opensPort: false,
    runsAlong: true,
  },
  {
    className: 'CoreCommunicationCommands',
    file: 'coreCommunicationCommands.ts',
    doc: 'Commands that show servers and switch them, their outlets, controls and tests.',
    opensPort: false,
    runsAlong: true,
  },
  {
    className: 'EditingCommunicationCommands',
    file: 'editingCommunicationCommands.ts',
    doc: 'Commands that read and change the ini files of the project.',
    opensPort: false,
    runsAlong: true,
  },
  {
    className: 'SocketListener',
    file: 'socketListener.ts',
    doc: 'Lets clients send commands over a socket.',
    opensPort: true,
    runsAlong: false,
  },
  {
    className: 'TimerPluginExample',
    file: 'timerPluginExample.ts',
    doc: 'The example of the documentation: says the same thing again and again.',
    opensPort: false,
    runsAlong: false,
  },
  {
    className: 'PowerTester',
    file: 'powerTester.ts',
    doc: 'Switches all outlets off, then on again one server after the other.',
    opensPort: false,
    runsAlong: false,
  },
  {
    className: 'GraphTester',
    file: 'graphTester.ts',
    doc: 'The command dotgraph: the servers and their dependencies as a graph.',
    opensPort: false,
    runsAlong: false,
  },
];
