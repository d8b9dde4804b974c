import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { eventually } from './support/eventually.ts';
import { journey } from './support/journey.ts';

const template = 'src/config/plugins/DoorWatch.ini';

const code = `import { ModuleTemplate } from 'ockle';

export class DoorWatch extends ModuleTemplate {
  override async run(): Promise<void> {
    const door = this.getConfigVar('DOOR');
    while (this.mainDaemon.running) {
      this.debug(\`Looking at \${door}\`);
      await this.sleep(this.getConfigInt('WAIT_TIME'));
    }
  }
}
`;

/** A plugin whose template is yet to be written. */
async function fill(folder: string): Promise<void> {
  const files = {
    'etc/config.ini': '[plugins]\npluginList = ["DoorWatch"]\n',
    'src/plugins/DoorWatch.ts': code,
    [template]: '',
  };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

describe('A template', () => {
  journey(
    'is written by completion alone, by somebody who knows nothing of it',
    { fill, workspaceTrust: false },
    async (window, folder) => {
      const { editor, views, page } = window;
      const { keyboard } = page;
      await editor.openFile(template);
      // The language server has read the class once it says what it misses.
      await views.waitForProblems((problems) =>
        problems.some((text) => text.includes('[plugins.DoorWatch]')),
      );
      await editor.focus();
      await editor.completions();
      await keyboard.press('Enter');
      const completed = /^\[plugins\.DoorWatch\]\nDOOR=.*\nWAIT_TIME=/;
      await eventually('the template is written', async () =>
        completed.test(await editor.shownText()),
      );
      await window.screenshot('template-1-completed');
      // From one place of the snippet to the next, and out of it.
      for (let place = 0; place < 2; place++) await keyboard.press('Tab');
      await keyboard.press('Escape');
      await editor.save();
      await views.waitForProblems((problems) => problems.length === 0);
      await window.screenshot('template-2-saved');
      const saved = await readFile(join(folder, template), 'utf8');
      assert.match(saved, /^\[plugins\.DoorWatch\]\n/);
      assert.match(saved, /^DOOR=\["string","[^"]*"\]$/m);
      assert.match(saved, /^WAIT_TIME=\["int",\d+\]$/m);
    },
  );
});
