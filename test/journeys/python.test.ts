import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { journey } from './support/journey.ts';
import { completeTemplate, createPlugin, debugPlugin } from './support/pluginJourney.ts';

const cli = join(import.meta.dirname, '..', '..', 'dist', 'cli.js');

const walk = {
  language: 'Python',
  name: 'RackPatrol',
  file: 'RackPatrol.py',
  stopAt: 'count = 0',
} as const;

const settings = { 'workbench.colorTheme': 'Default Light Modern' };

/** The project that our own command line lays out. */
async function fill(folder: string): Promise<void> {
  await promisify(execFile)(process.execPath, [cli, 'new-project', folder]);
}

describe('A Python plugin, from a laid out project to a running server', () => {
  journey(
    'writes the plugin, stops at its breakpoint and turns the router on',
    { fill, settings },
    async (window, folder) => {
      await window.trustWorkspace();
      await window.runCommand('New Ockle Plugin');
      await createPlugin(window, walk);
      await completeTemplate(window, folder, walk);
      await debugPlugin(window, walk);
    },
  );
});
