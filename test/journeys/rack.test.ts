import { journey } from './support/journey.ts';
import { sampleProject } from './support/sampleProject.ts';
import { pictureInBothThemes, themes } from './support/themes.ts';

const tree = 'Ockle Server Tree';
const fill = sampleProject({ name: 'DoorWatch', language: 'typescript' });

describe('The simulated rack', () => {
  journey(
    'breaks as it is told, is mended in one go, and its time is held, stepped and hurried',
    { fill, settings: themes, workspaceTrust: false },
    async (window) => {
      const { editor, views, quickInput } = window;
      const shows = (text: string): Promise<unknown> =>
        views.waitForRows(tree, (rows) => rows.some((row) => row.includes(text)));
      const showsNo = (text: string): Promise<unknown> =>
        views.waitForRows(tree, (rows) => !rows.some((row) => row.includes(text)));
      await editor.openFile('src/plugins/DoorWatch.ts');
      await window.page.keyboard.press('Control+F5');
      await views.waitForConsole('Message 1');
      await views.openRunAndDebug();
      await views.foldAllBut(tree);

      await views.unfoldRow(tree, 'nas');
      await views.chooseRowMenu(tree, 'psu1', 'Inject Fault…');
      await quickInput.pick('Stuck');
      await quickInput.pick('Every call');
      await shows('fault: stuck');
      await window.runCommand('Ockle: Run Fault Preset…');
      await quickInput.pick('Flaky PDU');
      await quickInput.pick('rackB');
      await shows('Faults');
      await pictureInBothThemes(window, 'rack-1-faults');
      await window.runCommand('Ockle: Clear All Faults');
      await showsNo('fault');

      await window.runCommand('Ockle: Restart with Controlled Time');
      await views.waitForStatus('rack frozen');
      await views.foldAllBut(tree);
      await window.runCommand('Ockle: Step Time By…');
      await quickInput.pick('1 min');
      await views.waitForConsole('Message 12');
      await pictureInBothThemes(window, 'rack-2-frozen');
      await window.runCommand('Ockle: Set Speed of Time…');
      await quickInput.pick('×100');
      await views.waitForStatus('×100');
      await views.waitForConsole('Message 30');
      await pictureInBothThemes(window, 'rack-3-hurried');
      await window.stopDebugging();
    },
  );
});
