import type { CommunicationHandler } from '../communication/communicationHandler.ts';
import { daemonOwner } from '../communication/communicationHandler.ts';
import { pythonJson } from '../communication/wire/index.ts';
import { deviceDocs } from '../devices/deviceTypes.ts';
import type { JsonObject } from '../protocol/index.ts';
import type { FoundPlugin } from './readPluginCatalogue.ts';

/** What the daemon's own commands need. */
export interface CommandNeeds {
  readonly commands: CommunicationHandler;
  /** Reads the plugins as they are on disk now. */
  readonly plugins: () => Promise<readonly FoundPlugin[]>;
  readonly restart: () => void;
}

interface DaemonCommand {
  readonly name: string;
  readonly help: string;
  readonly answer: () => JsonObject | Promise<JsonObject>;
}

/** Registers the commands that the daemon offers itself, besides `listCommands`. */
export function registerDaemonCommands({ commands, plugins, restart }: CommandNeeds): void {
  const { outlets, testers, controllers } = deviceDocs;
  const own: readonly DaemonCommand[] = [
    {
      name: 'getAvailablePluginsList',
      help: 'Answers every plugin class there is, enabled or not, with what it does.',
      answer: async () => pluginDocs(await plugins()),
    },
    {
      name: 'getAvailablePDUsList',
      help: 'Answers as “PDUs” the types of outlets with what they do, as JSON.',
      answer: () => ({ PDUs: pythonJson(outlets) }),
    },
    {
      name: 'getAvailableTestersList',
      help: 'Answers as “Testers” the types of tests with what they do, as JSON.',
      answer: () => ({ Testers: pythonJson(testers) }),
    },
    {
      name: 'getAvailableControllersList',
      help: 'Answers as “Controllers” the types of controls with what they do, as JSON.',
      answer: () => ({ Controllers: pythonJson(controllers) }),
    },
    {
      name: 'restart',
      help: 'Restarts the daemon: stops every plugin, reads all files again and starts. Answers “status” restarting before that.',
      answer: () => {
        // After the answer, which is sent as soon as this command is done.
        setImmediate(restart);
        return { status: 'restarting' };
      },
    },
  ];
  for (const { name, help, answer } of own) {
    commands.register({ name, help, owner: daemonOwner, keys: [], handler: async () => answer() });
  }
}

/** As the original says it: `None` for a class without a text. */
function pluginDocs(plugins: readonly FoundPlugin[]): JsonObject {
  const sorted = [...plugins].sort((a, b) => (a.className < b.className ? -1 : 1));
  return Object.fromEntries(sorted.map(({ className, doc }) => [className, doc ?? 'None']));
}
