import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { VscodeWindow } from './vscodeWindow.ts';

const tree = 'Ockle Server Tree';

/** What a walk from a new plugin to its end writes and where it stops. */
export interface PluginWalk {
  readonly language: 'TypeScript' | 'Python';
  readonly name: string;
  readonly file: string;
  /** The line that gets the breakpoint, without its indentation. */
  readonly stopAt: string;
}

/** Answers the three steps of New Ockle Plugin; a name that cannot be one is refused on the way. */
export async function createPlugin(window: VscodeWindow, walk: PluginWalk): Promise<void> {
  const { quickInput, editor } = window;
  await quickInput.pick(walk.language);
  await quickInput.type('class');
  await quickInput.waitForMessage('reserved');
  await quickInput.type(walk.name);
  await quickInput.waitForMessage(`src/config/plugins/${walk.name}.ini will be written`);
  await window.screenshot(`${walk.language}-1-new-plugin`);
  await quickInput.answer(walk.name);
  await quickInput.pick('Timer');
  await editor.waitForFile(walk.file);
  await window.screenshot(`${walk.language}-2-written`);
  await window.runCommand('View: Close Editors in Other Groups');
}

/** Sees a wrong type caught while it is typed, and declares a variable by completion alone. */
export async function completeTemplate(
  window: VscodeWindow,
  folder: string,
  { name, language }: PluginWalk,
): Promise<void> {
  const { editor, views } = window;
  const { keyboard } = window.page;
  await editor.openFile(`src/config/plugins/${name}.ini`);
  await editor.focus();
  await keyboard.press('Control+End');
  await editor.type('WRONG=["strng","x"]');
  await views.waitForProblems((problems) => problems.some((text) => text.includes('"strng"')));
  await window.screenshot(`${language}-3-caught-while-typing`);
  await editor.focus();
  await keyboard.press('Control+End');
  await keyboard.press('Shift+Home');
  await keyboard.press('Delete');
  await editor.type('LEVEL=');
  await editor.completions();
  await window.screenshot(`${language}-4-completion`);
  await editor.acceptCompletion('["intrange",1,"1-8"]');
  await keyboard.press('Escape');
  await views.waitForProblems((problems) => problems.length === 0);
  await editor.save();
  const saved = await readFile(join(folder, 'src', 'config', 'plugins', `${name}.ini`), 'utf8');
  assert.match(saved, /^LEVEL=\["intrange",\s*\d+,\s*"\d+-\d+"\]$/m);
}

/** Runs the plugin to a breakpoint, turns a server on meanwhile, lets it go on, and stops. */
export async function debugPlugin(window: VscodeWindow, walk: PluginWalk): Promise<void> {
  const { editor, views } = window;
  await editor.openFile(`src/plugins/${walk.file}`);
  const lines = (await editor.shownText()).split('\n');
  const line = lines.findIndex((text) => text.trim() === walk.stopAt) + 1;
  assert.ok(line > 0, `${walk.file} has the line "${walk.stopAt}".`);
  await editor.setBreakpoint(line);
  await window.startDebugging();
  await window.waitForStopped(walk.file, line);
  await views.openRunAndDebug();
  await views.expand(tree);
  for (const view of ['Watch', 'Breakpoints']) await fold(window, view);
  await waitForServer(window, 'router OFF');
  await window.screenshot(`${walk.language}-5-breakpoint`);
  for (const server of ['router', 'switch', 'nas']) {
    await views.clickRowButton(tree, server, 'Turn On');
    await waitForServer(window, `${server} OK`);
  }
  await window.continueDebugging();
  await views.waitForConsole('Message 1');
  await window.screenshot(`${walk.language}-6-server-on`);
  await window.stopDebugging();
  await waitForServer(window, 'router not running');
  await window.screenshot(`${walk.language}-7-stopped`);
}

/** Gives the height of a view to the others. */
async function fold({ page }: VscodeWindow, view: string): Promise<void> {
  const header = page.locator(`.pane-header[aria-label*="${view}"]`);
  await header.click();
  await page.locator(`.pane-header:not(.expanded)[aria-label*="${view}"]`).waitFor();
}

async function waitForServer({ views }: VscodeWindow, beginning: string): Promise<void> {
  await views.waitForRows(tree, (rows) => rows.some((row) => row.trim().startsWith(beginning)));
}
