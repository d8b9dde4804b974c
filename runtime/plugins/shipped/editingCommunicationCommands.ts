import type { CommandData, EtcFiles } from '../api/index.ts';
import { ModuleTemplate, type MainDaemon } from '../api/index.ts';
import { readIniDict } from './editing/readIniDict.ts';
import { messageOf, offerCommands, textOf } from './offerCommands.ts';

/** What a client gets for a file that cannot be read. */
const noText = ' ';

/** Commands that read and change the ini files of the project. */
export class EditingCommunicationCommands extends ModuleTemplate {
  constructor(mainDaemon: MainDaemon) {
    super(mainDaemon);
    const { etc } = mainDaemon;
    offerCommands(this, [
      {
        name: 'getINIFile',
        help: 'Answers as “File” the text of the file at “Path”, which is relative to etc; a single blank when it cannot be read.',
        keys: ['Path'],
        handler: async (data) => ({ File: await this.#read(etc, textOf(data, 'Path')) }),
      },
      {
        name: 'setINIFile',
        help: 'Sets options in the file at “Path”: “iniDict” is JSON of texts or lists by section and option, such as {"server": {"comment": "rack 1"}}. Comments, sections and options that are not named stay, and so do secrets given as ***. Changes take effect at the next start.',
        keys: ['Path', 'iniDict'],
        handler: (data) => set(etc, data),
      },
      {
        name: 'deleteINIFile',
        help: 'Moves the file at “Path” to etc/serversBack. Answers “succeeded” True, or False with “error”.',
        keys: ['Path'],
        handler: (data) => deleteFile(etc, data),
      },
      {
        name: 'deleteINISection',
        help: 'Removes section “Section” from the file at “Path”; comments above it stay. Answers “succeeded” True, or False with “error”.',
        keys: ['Path', 'Section'],
        handler: (data) => deleteSection(etc, data),
      },
    ]);
  }

  async #read(etc: EtcFiles, path: string): Promise<string> {
    try {
      return (await etc.readText(path)) ?? noText;
    } catch (error) {
      if (codeOf(error) === 'etc-path-refused') throw error;
      this.debug(messageOf(error));
      return noText;
    }
  }
}

async function set(etc: EtcFiles, data: CommandData | null): Promise<CommandData> {
  await etc.merge(textOf(data, 'Path'), readIniDict(textOf(data, 'iniDict')));
  return { succeeded: true };
}

async function deleteFile(etc: EtcFiles, data: CommandData | null): Promise<CommandData> {
  const path = textOf(data, 'Path');
  try {
    await etc.deleteFile(path);
    return { succeeded: true };
  } catch (error) {
    return { succeeded: false, error: messageOf(error) };
  }
}

async function deleteSection(etc: EtcFiles, data: CommandData | null): Promise<CommandData> {
  const path = textOf(data, 'Path');
  const section = textOf(data, 'Section');
  try {
    await etc.deleteSection(path, section);
    return { succeeded: true };
  } catch (error) {
    const failed = `Failed remove section ${section} in file ${path}`;
    const isMissing = codeOf(error) === 'section-missing' || codeOf(error) === 'file-missing';
    return { succeeded: false, error: isMissing ? failed : `${failed}: ${messageOf(error)}` };
  }
}

/** The code that the daemon gave to a refusal. */
function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
