import { eventually } from './support/eventually.ts';
import { journey } from './support/journey.ts';
import { sampleProject } from './support/sampleProject.ts';
import { pictureInBothThemes, themes } from './support/themes.ts';

const [tree, plugins, commands] = ['Ockle Server Tree', 'Ockle Plugins', 'Ockle Commands'];
const fill = sampleProject(
  { name: 'DoorWatch', language: 'typescript' },
  { name: 'RackPatrol', language: 'python' },
);

const trusted = { fill, settings: themes, workspaceTrust: false };

describe('The debug panel', () => {
  journey(
    'runs two plugins, filters and pins servers, sets a value and sends a command',
    trusted,
    async (window) => {
      const { editor, views, quickInput, page } = window;
      await editor.openFile('src/plugins/DoorWatch.ts');
      await views.clickLens('Debug');
      await views.waitForConsole('Message 1');
      await views.openRunAndDebug();
      await views.foldAllBut(tree, plugins, commands);
      await views.waitForRows(tree, startWith('router OFF'));
      await pictureInBothThemes(window, 'panel-1-running');

      await views.clickRowButton(plugins, 'RackPatrol.py', 'Start Plugin');
      await views.waitForRows(plugins, startWith('RackPatrol.py running'));
      await views.clickRowButton(tree, 'router', 'Turn On');
      await views.waitForRows(tree, startWith('router OK'));
      await window.runCommand('Ockle: Filter Servers…');
      await quickInput.answer('nas');
      await views.waitForRows(tree, (rows) => !rows.some((row) => row.includes('web')));
      await pictureInBothThemes(window, 'panel-2-filtered');
      await page.locator('.pane-header', { hasText: 'filter: nas' }).waitFor();
      await window.runCommand('Ockle: Clear Filter of Servers');
      await page.locator('.pane-header', { hasText: 'filter: nas' }).waitFor({ state: 'detached' });

      await views.unfoldRow(plugins, 'DoorWatch.ts');
      await views.clickRowButton(plugins, 'WAIT_TIME', 'Set Config Value');
      await quickInput.answer('3');
      await views.waitForRows(plugins, startWith('WAIT_TIME 3'));
      await pictureInBothThemes(window, 'panel-3-value');

      await window.runCommand('Ockle: Send Command…');
      await quickInput.type('ServerView');
      await quickInput.pick('ServerView');
      await quickInput.answer('router');
      await quickInput.answer('');
      await eventually('the reply is shown', async () =>
        (await editor.shownText()).includes('"Name": "router"'),
      );
      await window.runCommand('Ockle: Open Console');
      await page.locator('.terminal.xterm.focus').waitFor();
      await page.keyboard.type('ServerView server=router');
      await page.keyboard.press('Enter');
      await views.unfoldRow(commands, 'CoreCommunicationCommands');
      await pictureInBothThemes(window, 'panel-4-command');
      await window.runCommand('Ockle: Stop All Plugins');
      await page.locator('.debug-toolbar').waitFor({ state: 'hidden' });
    },
  );
});

function startWith(beginning: string): (rows: readonly string[]) => boolean {
  return (rows) => rows.some((row) => row.trim().startsWith(beginning));
}
