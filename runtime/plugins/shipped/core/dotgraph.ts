import type { ServerNetwork } from '../../api/index.ts';
import type { OfferedCommand } from '../offerCommands.ts';

/** The command that draws the servers. */
export function dotgraph(servers: ServerNetwork): OfferedCommand {
  return {
    name: 'dotgraph',
    help: 'Answers as “Dot” the servers and their dependencies in Graphviz’ language, coloured by OpState.',
    keys: [],
    handler: async () => ({ Dot: await servers.toDot() }),
  };
}
