import type { Locator, Page } from 'playwright-core';
import { eventually } from './eventually.ts';
import type { PageElement } from './pageElement.ts';
import { exactly, startingWith } from './textPattern.ts';

interface ShownRow {
  readonly index: number;
  readonly level: number;
  readonly text: string;
}

/** The views of side bar and panel, read as indented text. */
export class Views {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Shows Run and Debug. */
  async openRunAndDebug(): Promise<void> {
    const title = this.#page.locator('.sidebar .composite.title', { hasText: /run and debug/i });
    await eventually('Run and Debug is shown', async () => {
      if (await title.isVisible()) return true;
      await this.#page.keyboard.press('Control+Shift+d');
      return false;
    });
  }

  /** Unfolds a view of the side bar. */
  async expand(view: string): Promise<void> {
    const header = this.#page.locator(`.pane-header[aria-label*="${view}"]`);
    await header.waitFor();
    if ((await header.getAttribute('aria-expanded')) === 'false') await header.click();
    await this.#page.locator(`.pane-header.expanded[aria-label*="${view}"]`).waitFor();
  }

  /** Folds the views of the side bar but for these, which get its height. */
  async foldAllBut(...views: readonly string[]): Promise<void> {
    const headers = this.#page.locator('.sidebar .pane-header.expanded');
    const isKept = (title: string): boolean => views.some((view) => title.includes(view));
    await eventually('the other views are folded', async () => {
      const titles = await headers.evaluateAll(readLabels);
      const other = titles.findIndex((title) => !isKept(title));
      if (other !== -1) await headers.nth(other).click();
      return other === -1;
    });
    for (const view of views) await this.expand(view);
  }

  /** Unfolds a row that is folded. */
  async unfoldRow(view: string, label: string): Promise<void> {
    const row = this.row(view, label);
    await row.locator('.monaco-tl-twistie.collapsed').click();
    await row.locator('.monaco-tl-twistie:not(.collapsed)').waitFor();
  }

  /** Clicks a lens of the file in the editor. */
  async clickLens(title: string): Promise<void> {
    await this.#page
      .locator('.codelens-decoration a', { hasText: exactly(title) })
      .first()
      .click();
  }

  /** The rows of a tree view, top to bottom, two blanks for each level. */
  async rows(view: string): Promise<readonly string[]> {
    const rows = await this.#rowsOf(view).evaluateAll(readRows);
    return [...rows]
      .sort((a, b) => a.index - b.index)
      .map(({ level, text }) => `${'  '.repeat(level - 1)}${toLine(text)}`);
  }

  /** Waits until the rows of a view are these, or are what `isRight` wants, and answers them. */
  async waitForRows(
    view: string,
    isRight: readonly string[] | ((rows: readonly string[]) => boolean),
  ): Promise<readonly string[]> {
    const matches =
      typeof isRight === 'function'
        ? isRight
        : (rows: readonly string[]) => rows.join('\n') === isRight.join('\n');
    const wanted = typeof isRight === 'function' ? 'the wanted rows' : isRight.join('\n');
    return eventually(
      `the view "${view}" shows\n${wanted}`,
      async () => {
        const rows = await this.rows(view);
        return matches(rows) ? rows : undefined;
      },
      { found: async () => (await this.rows(view)).join('\n') },
    );
  }

  /** The row of a view whose text begins with `label`. */
  row(view: string, label: string): Locator {
    const name = this.#page.locator('.label-name', {
      hasText: startingWith(label),
    });
    return this.#rowsOf(view).filter({ has: name }).first();
  }

  /** Clicks a button that a row shows while the pointer is on it. */
  async clickRowButton(view: string, label: string, button: string): Promise<void> {
    const row = this.row(view, label);
    await row.hover();
    await row.locator(`.action-label[aria-label^="${button}"]`).click();
  }

  /** Chooses an entry of a row's context menu. */
  async chooseRowMenu(view: string, label: string, entry: string): Promise<void> {
    await this.row(view, label).click({ button: 'right' });
    const item = this.#page.locator('.context-view .action-item', { hasText: entry }).first();
    await item.click();
    // A menu that has just opened takes no click yet, and closes with the one that it takes.
    await eventually(`"${entry}" is chosen`, async () => {
      if (!(await item.isVisible())) return true;
      await item.click({ timeout: 1_000 }).catch(() => undefined);
      return false;
    });
  }

  /** What the Problems view lists, one text a problem, file headings left out. */
  async problems(): Promise<readonly string[]> {
    const panel = this.#page.locator('.markers-panel');
    await eventually('the Problems view is shown', async () => {
      if (await panel.isVisible()) return true;
      await this.#page.keyboard.press('Control+Shift+m');
      return false;
    });
    const rows = panel.locator('.monaco-list-row[aria-level="2"]');
    return (await rows.allInnerTexts()).map(toLine);
  }

  /** Waits until the problems are what `isRight` wants and answers them. */
  async waitForProblems(
    isRight: (problems: readonly string[]) => boolean,
  ): Promise<readonly string[]> {
    return eventually(
      'the wanted problems',
      async () => {
        const problems = await this.problems();
        return isRight(problems) ? problems : undefined;
      },
      { found: async () => (await this.problems()).join('\n') },
    );
  }

  /** Waits for a line in the Debug Console that contains `text`. */
  async waitForConsole(text: string): Promise<void> {
    await this.#page.locator('.repl .monaco-list-row', { hasText: text }).first().waitFor();
  }

  /** Waits for an entry of the status bar. */
  async waitForStatus(text: string): Promise<void> {
    await this.#page.locator('.statusbar-item', { hasText: text }).first().waitFor();
  }

  /** Waits for a notification and, where asked, presses one of its buttons. */
  async waitForNotification(text: string, button?: string): Promise<void> {
    const toast = this.#page.locator('.notification-toast', { hasText: text }).first();
    await toast.waitFor();
    if (button) await toast.locator('.monaco-button', { hasText: button }).click();
  }

  #rowsOf(view: string): Locator {
    return this.#page.locator(`.pane:has(.pane-header[aria-label*="${view}"]) .monaco-list-row`);
  }
}

/** Runs inside the page, so that all rows are read at one moment. */
function readRows(rows: readonly PageElement[]): readonly ShownRow[] {
  return rows.map((row) => {
    const parts = [...row.querySelectorAll('.label-name, .label-description')];
    const texts = (parts.length > 0 ? parts : [row]).map((part) => part.textContent ?? '');
    return {
      index: Number(row.getAttribute('data-index') ?? 0),
      level: Number(row.getAttribute('aria-level') ?? 1),
      text: texts.join(' '),
    };
  });
}

function readLabels(elements: readonly PageElement[]): readonly string[] {
  return elements.map((element) => element.getAttribute('aria-label') ?? '');
}

function toLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
