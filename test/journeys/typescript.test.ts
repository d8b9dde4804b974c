import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { journey } from './support/journey.ts';
import { completeTemplate, createPlugin, debugPlugin } from './support/pluginJourney.ts';

const walk = {
  language: 'TypeScript',
  name: 'DoorWatch',
  file: 'DoorWatch.ts',
  stopAt: 'let count = 0;',
} as const;

const settings = { 'workbench.colorTheme': 'Default Dark Modern' };

/** A folder that is no project yet. */
async function fill(folder: string): Promise<void> {
  await writeFile(join(folder, 'notes.txt'), 'Plugins for the server room\n');
}

describe('A TypeScript plugin, from an empty folder to a running server', () => {
  journey(
    'lays out a project, writes the plugin, stops at its breakpoint and turns the router on',
    { fill, settings },
    async (window, folder) => {
      await window.trustWorkspace();
      await window.runCommand('New Ockle Plugin');
      await window.quickInput.pick('Lay Out an Ockle Project');
      await createPlugin(window, walk);
      await completeTemplate(window, folder, walk);
      await debugPlugin(window, walk);
    },
  );
});
