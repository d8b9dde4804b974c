import type { EtcFiles, IniFiles } from '../../plugins/api/index.ts';
import type { EtcFolder } from '../../protocol/index.ts';
import type { DaemonLink } from './daemonLink.ts';

/** The files below `etc` as the plugin sees them: read and changed by the daemon. */
export class EtcProxy implements EtcFiles {
  readonly #link: DaemonLink;

  constructor(link: DaemonLink) {
    this.#link = link;
  }

  async readText(path: string): Promise<string | null> {
    return (await this.#link.ask('readEtcFile', { path })).text;
  }

  async readFile(folder: EtcFolder, name: string): Promise<IniFiles[string] | null> {
    const { files } = await this.#link.ask('readEtcFolder', { folder, name });
    return new Map(Object.entries(files)).get(name) ?? null;
  }

  async readFolder(folder: EtcFolder): Promise<IniFiles> {
    return (await this.#link.ask('readEtcFolder', { folder })).files;
  }

  merge(
    path: string,
    sections: Readonly<Record<string, Readonly<Record<string, string>>>>,
  ): Promise<void> {
    return this.#link.editEtc({ kind: 'merge', path, sections });
  }

  deleteFile(path: string): Promise<void> {
    return this.#link.editEtc({ kind: 'delete', path });
  }

  deleteSection(path: string, section: string): Promise<void> {
    return this.#link.editEtc({ kind: 'deleteSection', path, section });
  }
}
