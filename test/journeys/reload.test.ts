import { journey } from './support/journey.ts';
import { sampleProject, type SamplePlugin } from './support/sampleProject.ts';
import { pictureInBothThemes, themes } from './support/themes.ts';
import type { VscodeWindow } from './support/vscodeWindow.ts';

const plugins = 'Ockle Plugins';

/** A plugin, and the line that is edited while it runs. */
interface Reloaded extends SamplePlugin {
  readonly file: string;
  readonly line: number;
}

const walks: readonly Reloaded[] = [
  { name: 'DoorWatch', language: 'typescript', file: 'DoorWatch.ts', line: 13 },
  { name: 'RackPatrol', language: 'python', file: 'RackPatrol.py', line: 19 },
];

describe('A running plugin', () => {
  journey(
    'follows its file in both languages, stops in its new version, and outlives a broken one',
    { fill: sampleProject(...walks), settings: themes, workspaceTrust: false },
    async (window) => {
      for (const walk of walks) await reload(window, walk);
    },
  );
});

async function reload(window: VscodeWindow, walk: Reloaded): Promise<void> {
  const { editor, views, page } = window;
  const { keyboard } = page;
  const { file, line, language } = walk;
  const picture = (name: string): Promise<void> =>
    pictureInBothThemes(window, `reload-${language}-${name}`);
  const typeAt = async (text: string): Promise<void> => {
    await editor.goTo(line);
    await keyboard.press('End');
    await keyboard.press('Enter');
    await editor.type(text);
  };
  await editor.openFile(`src/plugins/${file}`);
  await window.startDebugging();
  await views.waitForConsole('Message 1');
  await views.openRunAndDebug();
  await views.foldAllBut('Call Stack', plugins);

  await typeAt('this is no code (');
  await editor.save();
  await views.waitForConsole('goes on');
  await picture('1-kept');
  await keyboard.press('Control+Shift+k');

  await typeAt(language === 'python' ? 'self.debug("a new line")' : "this.debug('a new line');");
  await editor.save();
  await views.waitForConsole('a new line');
  await picture('2-reloaded');

  await editor.setBreakpoint(line + 1);
  await window.waitForStopped(file, line + 1);
  await picture('3-stopped');
  await window.continueDebugging();
  await window.stopDebugging();
}
