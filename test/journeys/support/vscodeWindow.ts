import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchChromium, newProfile } from '../../../scripts/vscode/chromium.mjs';
import { onStopSignal } from '../../../scripts/stopSignal.mjs';
import { startServer, type ServerOptions } from '../../../scripts/vscode/server.mjs';
import { EditorArea } from './editorArea.ts';
import { eventually } from './eventually.ts';
import { QuickInput } from './quickInput.ts';
import { Views } from './views.ts';
import { packedExtension } from './vsix.ts';

const openLimitMs = 60_000;
const stopLimitMs = 60_000;

/** A window of VS Code with the packaged extension, used as a person uses it. */
export class VscodeWindow {
  readonly page: Page;
  readonly quickInput: QuickInput;
  readonly editor: EditorArea;
  readonly views: Views;
  readonly #close: () => Promise<void>;

  constructor(page: Page, close: () => Promise<void>) {
    this.page = page;
    this.quickInput = new QuickInput(page);
    this.editor = new EditorArea(page, this.quickInput);
    this.views = new Views(page);
    this.#close = close;
  }

  /** Runs a command by its title in the palette, category included: `Ockle: New Plugin`. */
  async runCommand(title: string): Promise<void> {
    await this.quickInput.find('F1', `>${title}`, title);
  }

  /** Trusts the open folder in the dialog that asks for it. */
  async trustWorkspace(): Promise<void> {
    const dialog = this.page.locator('.monaco-dialog-box');
    await dialog.locator('.monaco-button', { hasText: 'Yes, I trust the authors' }).click();
    await this.page.locator('#status\\.workspaceTrust').waitFor({ state: 'hidden' });
  }

  /** Starts a run by F5 and waits until it has begun. */
  async startDebugging(): Promise<void> {
    await this.page.keyboard.press('F5');
    await this.page.locator('.debug-toolbar').waitFor({ timeout: stopLimitMs });
  }

  /** Lets a stopped run go on. */
  async continueDebugging(): Promise<void> {
    await this.page.keyboard.press('F5');
    await this.page.locator('.debug-top-stack-frame-line').waitFor({ state: 'detached' });
  }

  /** Waits until the run is stopped in this line of this file. */
  async waitForStopped(file: string, line: number): Promise<void> {
    await eventually(
      `the run is stopped at ${file}:${line}`,
      async () =>
        (await this.editor.activeFile()) === file && (await this.editor.stoppedLine()) === line,
      {
        limitMs: stopLimitMs,
        found: async () => {
          const stopped = await this.editor.stoppedLine();
          return `${(await this.editor.activeFile()) ?? 'no file'}:${stopped ?? 'not stopped'}`;
        },
      },
    );
  }

  /** Stops the run by Shift+F5 and waits until it has ended. */
  async stopDebugging(): Promise<void> {
    await this.page.keyboard.press('Shift+F5');
    await this.page.locator('.debug-toolbar').waitFor({ state: 'hidden', timeout: stopLimitMs });
  }

  /** Leaves a picture of the window in `out/screenshots/` and answers its file. */
  async screenshot(name: string): Promise<string> {
    const folder = join(import.meta.dirname, '..', '..', '..', 'out', 'screenshots');
    await mkdir(folder, { recursive: true });
    const file = join(folder, `${name}.png`);
    await this.page.screenshot({ path: file });
    return file;
  }

  /** Ends the window, its browser and its server. */
  async close(): Promise<void> {
    await this.#close();
  }
}

/**
 * Opens a folder in a fresh VS Code that has the packaged extension installed. Trust is asked for, as
 * for everybody; `workspaceTrust: false` takes it for granted.
 */
export async function openWindow(
  folder: string,
  options: ServerOptions = {},
): Promise<VscodeWindow> {
  await using cleanUp = new AsyncDisposableStack();
  const open = new AsyncDisposableStack();
  cleanUp.use(open);
  cleanUp.defer(onStopSignal(() => open.disposeAsync(), 1));
  const settings = { 'security.workspace.trust.startupPrompt': 'once', ...options.settings };
  const vsix = [...(options.vsix ?? []), await packedExtension()];
  const server = await startServer({ workspaceTrust: true, ...options, settings, vsix });
  open.defer(() => server.stop());
  const browser = await launchChromium();
  open.defer(() => browser.close());
  const page = await (await newProfile(browser)).newPage();
  await page.goto(server.pageUrl(folder), { timeout: openLimitMs });
  await page
    .locator('.explorer-folders-view .monaco-list-row')
    .first()
    .waitFor({ timeout: openLimitMs });
  const kept = cleanUp.move();
  return new VscodeWindow(page, () => kept.disposeAsync());
}
