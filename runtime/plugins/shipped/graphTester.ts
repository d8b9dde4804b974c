import { ModuleTemplate, type MainDaemon } from '../api/index.ts';
import { dotgraph } from './core/dotgraph.ts';
import { offerCommands } from './offerCommands.ts';

/**
 * The command dotgraph alone, for graph functions without the other commands.
 * Where CoreCommunicationCommands is enabled as well, the first of pluginList answers it, and the log says so.
 */
export class GraphTester extends ModuleTemplate {
  constructor(mainDaemon: MainDaemon) {
    super(mainDaemon);
    offerCommands(this, [dotgraph(mainDaemon.servers)]);
  }
}
