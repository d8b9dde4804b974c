import type { Locator, Page } from 'playwright-core';
import { eventually } from './eventually.ts';
import { exactly } from './textPattern.ts';

const attempts = 8;
const openLimitMs = 5000;
const rowLimitMs = 2500;

/** The box at the top of the window: command palette, file search, quick picks and input boxes. */
export class QuickInput {
  readonly #page: Page;
  readonly #widget: Locator;
  readonly #input: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.#widget = page.locator('.quick-input-widget');
    this.#input = this.#widget.locator('input.input');
  }

  /**
   * Opens the box by `key`, types `filter` and chooses the row `label` (and `detail` beside it). A list is a
   * snapshot that lacks what was registered after it opened, a key gets lost where the focus is just moving, and a
   * click where the list is just drawn anew, so this starts anew until the row is taken.
   */
  async find(key: string, filter: string, label: string, detail?: string): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      await this.close();
      await this.#page.keyboard.press(key);
      const row = this.row(label, detail).first();
      try {
        await this.#input.waitFor({ state: 'visible', timeout: openLimitMs });
        await this.#input.fill(filter);
        await row.waitFor({ state: 'visible', timeout: rowLimitMs });
        // A list of the window that closes just now takes the box with it.
        await row.click({ timeout: openLimitMs });
        await this.#waitUntilLeft(filter);
        return;
      } catch (error) {
        if (attempt < attempts) continue;
        const rows = await this.rows();
        throw new Error(`"${label}" for "${filter}" was not taken of:\n${rows.join('\n')}`, {
          cause: error,
        });
      }
    }
  }

  /** Chooses the row `label` of the quick pick that is open or about to open. */
  async pick(label: string): Promise<void> {
    const row = this.row(label).first();
    await this.#widget.waitFor({ state: 'visible' });
    await row.waitFor({ state: 'visible' });
    const title = await this.title();
    const isTaken = async (): Promise<boolean> =>
      !(await row.isVisible()) || (await this.title()) !== title;
    for (let attempt = 1; ; attempt++) {
      await row.click();
      try {
        await eventually(`"${label}" is taken`, isTaken, { limitMs: openLimitMs });
        return;
      } catch (error) {
        if (attempt === attempts) throw error;
      }
    }
  }

  /** Types into the input box that is open or about to open, without accepting it. */
  async type(text: string): Promise<void> {
    await this.#input.waitFor({ state: 'visible' });
    await this.#input.fill(text);
  }

  /** Types into the input box and accepts. */
  async answer(text: string): Promise<void> {
    await this.type(text);
    const title = await this.title();
    await this.#page.keyboard.press('Enter');
    await eventually(
      `the answer "${text}" is taken`,
      async () => !(await this.#input.isVisible()) || (await this.title()) !== title,
      { found: () => this.message() },
    );
  }

  /** Waits until the box says this under its input, for example why a text is refused. */
  async waitForMessage(text: string): Promise<void> {
    await eventually(`the message "${text}"`, async () => (await this.message()).includes(text), {
      found: () => this.message(),
    });
  }

  /** What the box says under its input. */
  async message(): Promise<string> {
    return (await this.#widget.locator('.quick-input-message').innerText()).trim();
  }

  /** What tells one step of a dialogue from the next: title, placeholder and message. */
  async title(): Promise<string> {
    if (!(await this.#widget.isVisible())) return '';
    const title = await this.#widget.locator('.quick-input-title').textContent();
    const placeholder = await this.#input.getAttribute('placeholder');
    return `${title ?? ''}|${placeholder ?? ''}`;
  }

  /** The labels of the rows that are shown. */
  async rows(): Promise<readonly string[]> {
    return this.#widget.locator('.monaco-list-row .quick-input-list-label').allInnerTexts();
  }

  /** The rows whose label is exactly this text, with `detail` beside it. */
  row(label: string, detail = ''): Locator {
    const name = this.#page.locator('.quick-input-list-label .label-name', {
      hasText: exactly(label),
    });
    const rows = this.#widget.locator('.quick-input-list .monaco-list-row');
    return rows.filter({ has: name, hasText: detail });
  }

  /** Closes whatever is open. */
  async close(): Promise<void> {
    await eventually('the box at the top is closed', async () => {
      if (!(await this.#widget.isVisible())) return true;
      await this.#page.keyboard.press('Escape');
      return false;
    });
  }

  /** A command may open the next quick pick in the same box. */
  async #waitUntilLeft(filter: string): Promise<void> {
    const isLeft = async (): Promise<boolean> => {
      if (!(await this.#input.isVisible())) return true;
      return (await this.#input.inputValue()) !== filter;
    };
    await eventually(`the list for "${filter}" is closed`, isLeft, { limitMs: openLimitMs });
  }
}
