import { basename, dirname } from 'node:path/posix';
import type { Locator, Page } from 'playwright-core';
import { eventually } from './eventually.ts';
import type { PageElement } from './pageElement.ts';
import type { QuickInput } from './quickInput.ts';
import { exactly } from './textPattern.ts';

/** The open files: what a person reads, types and marks there. */
export class EditorArea {
  readonly #page: Page;
  readonly #quickInput: QuickInput;
  readonly #editor: Locator;

  constructor(page: Page, quickInput: QuickInput) {
    this.#page = page;
    this.#quickInput = quickInput;
    this.#editor = page.locator('.editor-instance .monaco-editor').first();
  }

  /** Opens a file by its path below the folder, or by its name alone. */
  async openFile(path: string): Promise<void> {
    const folder = dirname(path);
    const detail = folder === '.' ? undefined : folder;
    await this.#quickInput.find('Control+p', path, basename(path), detail);
    await this.waitForFile(basename(path));
  }

  /** Waits until the file of this name is the active one and takes the keyboard. */
  async waitForFile(name: string): Promise<void> {
    await this.#page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
    await this.#editor.waitFor();
  }

  /** The name of the active file. */
  async activeFile(): Promise<string | undefined> {
    const tab = this.#activeTab();
    if ((await tab.count()) === 0) return undefined;
    return (await tab.getAttribute('data-resource-name')) ?? undefined;
  }

  /** The shown lines of the active file. */
  async shownText(): Promise<string> {
    const lines = await this.#editor.locator('.view-line').evaluateAll(readLines);
    return toText(lines);
  }

  /** Puts the cursor where the next key goes. */
  async goTo(line: number, column = 1): Promise<void> {
    await this.focus();
    await this.#page.keyboard.press('Control+g');
    await this.#quickInput.type(`:${line}:${column}`);
    await this.#page
      .locator('.quick-input-list .monaco-list-row', { hasText: String(line) })
      .first()
      .click();
    await eventually(`the cursor is at line ${line}, column ${column}`, async () => {
      const position = await this.cursor();
      return position?.line === line && position.column === column;
    });
  }

  /** Where the cursor is, as the status bar tells. */
  async cursor(): Promise<{ readonly line: number; readonly column: number } | undefined> {
    const item = this.#page.locator('.statusbar-item', { hasText: /^Ln \d+/ });
    if ((await item.count()) === 0) return undefined;
    const match = /Ln (\d+), Col (\d+)/.exec(await item.first().innerText());
    return match ? { line: Number(match[1]), column: Number(match[2]) } : undefined;
  }

  /** Types like a person: completion and closing brackets do what they do for a person. */
  async type(text: string): Promise<void> {
    await this.focus();
    await this.#page.keyboard.type(text);
  }

  /** Saves the active file and waits until it is on disk. */
  async save(): Promise<void> {
    await this.focus();
    await this.#page.keyboard.press('Control+s');
    await this.#page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
  }

  /** Asks for completions at the cursor and answers their labels. */
  async completions(): Promise<readonly string[]> {
    const rows = this.#page.locator('.suggest-widget.visible .monaco-list-row');
    if (!(await rows.first().isVisible())) await this.#page.keyboard.press('Control+Space');
    await rows.first().waitFor();
    return rows.locator('.label-name').allInnerTexts();
  }

  /** Takes the completion with this label. */
  async acceptCompletion(label: string): Promise<void> {
    const name = this.#page.locator('.label-name', {
      hasText: exactly(label),
    });
    const widget = this.#page.locator('.suggest-widget.visible');
    await this.completions();
    await widget.locator('.monaco-list-row').filter({ has: name }).first().click();
    await widget.waitFor({ state: 'hidden' });
  }

  /**
   * Sets a breakpoint on a line of the active file that has none. A run that stops there at once draws
   * more marks into the line, so only those beside the lines count.
   */
  async setBreakpoint(line: number): Promise<void> {
    const margin = this.#editor.locator('.glyph-margin-widgets');
    const glyphs = margin.locator('[class*="codicon-debug-breakpoint"]');
    await this.goTo(line);
    const before = await glyphs.count();
    await this.#page.keyboard.press('F9');
    await eventually(
      `a breakpoint at line ${line}`,
      async () => (await glyphs.count()) === before + 1,
    );
  }

  /** The line on which a run is stopped, if it is stopped in the active file. */
  async stoppedLine(): Promise<number | undefined> {
    const marks = await this.#editor.locator('.debug-top-stack-frame-line').evaluateAll(readLines);
    const numbers = await this.#editor.locator('.line-numbers').evaluateAll(readLines);
    const number = numbers.find(({ top }) => Math.abs(top - (marks[0]?.top ?? -Infinity)) < 2);
    return number && Number(number.text);
  }

  /** Gives the keyboard to the active file. */
  async focus(): Promise<void> {
    await eventually('the editor has the keyboard', async () => {
      if ((await this.#page.locator('.editor-instance .monaco-editor.focused').count()) > 0)
        return true;
      await this.#page.keyboard.press('Control+1');
      return false;
    });
  }

  #activeTab(): Locator {
    return this.#page.locator('.editor-group-container.active .tab.active');
  }
}

interface ShownLine {
  readonly top: number;
  readonly text: string;
}

/** Runs inside the page, so that all lines are read at one moment. */
function readLines(lines: readonly PageElement[]): readonly ShownLine[] {
  return lines.map((line) => ({
    top: line.getBoundingClientRect().top,
    text: line.textContent ?? '',
  }));
}

/** The page keeps lines in no order, and blanks as no-break spaces. */
function toText(lines: readonly ShownLine[]): string {
  const inOrder = [...lines].sort((a, b) => a.top - b.top);
  return inOrder.map(({ text }) => text.replaceAll('\u00a0', ' ')).join('\n');
}
