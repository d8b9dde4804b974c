import type { ServerNetwork } from '../../api/index.ts';
import type { OfferedCommand } from '../offerCommands.ts';
import { dotgraph } from './dotgraph.ts';
import { ServerViews } from './serverViews.ts';

/** Commands that show the servers as they are. */
export function viewCommands(servers: ServerNetwork): readonly OfferedCommand[] {
  const views = new ServerViews();
  return [
    dotgraph(servers),
    {
      name: 'ServerView',
      help: 'Answers “Name”, “OpState” and “StartAttempts” of “server”, and as JSON its “outlets”, “controls” and “tests” with data read now; nothing for a server that is not there.',
      keys: ['server'],
      handler: async (data) => {
        const name = data?.['server'];
        const server = typeof name === 'string' ? servers.getServer(name) : undefined;
        return server ? views.of(server) : {};
      },
    },
    {
      name: 'updateNetwork',
      help: 'Reads all devices and runs the tests of servers that are on. Answers “status” done.',
      keys: [],
      handler: async () => {
        await servers.updateNetwork();
        return { status: 'done' };
      },
    },
  ];
}
