import { ModuleTemplate, type MainDaemon } from '../api/index.ts';
import { fileCommands } from './core/fileCommands.ts';
import { powerCommands } from './core/powerCommands.ts';
import { viewCommands } from './core/viewCommands.ts';
import { offerCommands } from './offerCommands.ts';

/** Commands that show servers and switch them, their outlets, controls and tests. */
export class CoreCommunicationCommands extends ModuleTemplate {
  constructor(mainDaemon: MainDaemon) {
    super(mainDaemon);
    const log = (line: string): void => this.debug(line);
    offerCommands(this, [
      ...viewCommands(mainDaemon.servers),
      ...powerCommands(mainDaemon.servers, log),
      ...fileCommands(mainDaemon.etc),
    ]);
  }
}
