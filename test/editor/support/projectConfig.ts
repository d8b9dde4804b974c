import { readFile, writeFile } from 'node:fs/promises';
import { inProject } from './project.ts';

/** The window's etc/config.ini, which tests change and leave as it was. */
export class ProjectConfig {
  #usual = '';

  /** Its text as other tests know it. */
  get usual(): string {
    return this.#usual;
  }

  get file(): string {
    return inProject('etc/config.ini');
  }

  read(): Promise<string> {
    return readFile(this.file, 'utf8');
  }

  restore(): Promise<void> {
    return writeFile(this.file, this.#usual);
  }

  /** Remembers the usual text, and writes `more` below it. */
  async extend(more: string): Promise<void> {
    this.#usual = await this.read();
    if (more !== '') await writeFile(this.file, `${this.#usual}\n${more}`);
  }
}

/** Gives a suite its config, with `more` below what is usual; to be called before its own hooks. */
export function keepConfig(more = ''): ProjectConfig {
  const config = new ProjectConfig();
  before(() => config.extend(more));
  after(() => config.restore());
  return config;
}
