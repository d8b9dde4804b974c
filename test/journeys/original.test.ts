import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { journey } from './support/journey.ts';
import { pictureInBothThemes, themes } from './support/themes.ts';

const plugins = 'Ockle Plugins';
const original = join(import.meta.dirname, '..', 'fixtures', 'original');

describe('A tree as the first version of the daemon has it', () => {
  journey(
    'lists its plugins, those for Python 2 marked as such, and the doctor says what to mend',
    {
      fill: (folder) => cp(original, folder, { recursive: true }),
      settings: themes,
      workspaceTrust: false,
    },
    async (window) => {
      const { views, editor, page } = window;
      await editor.openFile('src/plugins/AutoControl.py');
      await views.openRunAndDebug();
      await views.foldAllBut('Ockle Server Tree', plugins);
      await views.waitForRows(plugins, (rows) => rows.some((row) => /Doors.*Python 2/.test(row)));
      await pictureInBothThemes(window, 'original-1-plugins');
      await window.runCommand('Ockle: Doctor');
      const report = page.frameLocator('iframe.webview').frameLocator('iframe');
      await report.getByRole('heading', { name: 'This machine' }).waitFor();
      await pictureInBothThemes(window, 'original-2-doctor');
    },
  );
});
