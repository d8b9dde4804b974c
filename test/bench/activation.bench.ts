import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openWindow } from '../journeys/support/vscodeWindow.ts';
import { makeWorkspace } from '../support/vscode/workspace.ts';
import type { Bench, Figure } from './support/figure.ts';
import { median } from './support/statistics.ts';

const windows = 3;

/** Names of the rows of Running Extensions. */
const ours = /^(?:Ockle|ockle\.ockle)$/;
const peer = /^JSON Language Features$/;

/** Milliseconds in one window. */
interface Activation {
  readonly ours: number;
  readonly peer: number;
}

/** What VS Code needs to load and activate the extension, against its own for JSON in the same window. */
export const activationBench: Bench = {
  name: 'activation',
  async measure() {
    const times: Activation[] = [];
    for (let window = 0; window < windows; window++) times.push(await measureWindow());
    const ratio = median(times.map((each) => each.ours / each.peer));
    const time = median(times.map((each) => each.ours));
    const figures: readonly Figure[] = [
      { name: 'activation.json', value: ratio, unit: '×', target: { atMost: 1 } },
      { name: 'activation.time', value: time, unit: 'ms' },
    ];
    return figures;
  },
};

/** A project with a file of JSON, so that both extensions start. */
async function fill(folder: string): Promise<void> {
  await mkdir(join(folder, 'etc'));
  await writeFile(join(folder, 'etc', 'config.ini'), '[plugins]\npluginList = []\n');
  await writeFile(join(folder, 'data.json'), '{ "rack": 1 }\n');
}

async function measureWindow(): Promise<Activation> {
  const workspace = await makeWorkspace(fill);
  try {
    const window = await openWindow(workspace.folder, { workspaceTrust: false });
    try {
      await window.editor.openFile('data.json');
      await window.runCommand('Developer: Show Running Extensions');
      const { page } = window;
      return { ours: await activationTime(page, ours), peer: await activationTime(page, peer) };
    } finally {
      await window.close();
    }
  } finally {
    await workspace.remove();
  }
}

/** Waits until the extension of that name is there. */
async function activationTime(page: Page, name: RegExp): Promise<number> {
  const row = page
    .locator('.runtime-extensions-editor .monaco-list-row')
    .filter({ has: page.locator('.name', { hasText: name }) });
  const text = await row.locator('.activation-time', { hasText: /\d+ms/ }).innerText();
  return Number(/(\d+)ms/.exec(text)?.[1]);
}
