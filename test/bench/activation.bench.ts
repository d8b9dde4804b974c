import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually } from '../journeys/support/eventually.ts';
import { openWindow, type VscodeWindow } from '../journeys/support/vscodeWindow.ts';
import { makeWorkspace } from '../support/vscode/workspace.ts';
import type { Bench } from './support/figure.ts';
import { median } from './support/statistics.ts';

/** Windows in each of the two orders. */
const rounds = 3;

/** Names of the rows of Running Extensions. */
const ours = /^(?:Ockle|ockle\.ockle)$/;
const peer = /^JSON Language Features$/;

/** Milliseconds in one window. */
interface Activation {
  readonly ours: number;
  readonly peer: number;
}

/** How one of the two orders is brought about. */
interface Order {
  readonly fill: (folder: string) => Promise<void>;
  readonly measure: (window: VscodeWindow) => Promise<Activation>;
}

/** Ours starts with the window, as for everybody who has a project. */
const oursFirst: Order = {
  fill: async (folder) => {
    await fillJson(folder);
    await mkdir(join(folder, 'etc'));
    await writeFile(join(folder, 'etc', 'config.ini'), '[plugins]\npluginList = []\n');
  },
  measure: async (window) => {
    const time = await activationTime(window, ours);
    await window.editor.openFile('data.json');
    return { ours: time, peer: await activationTime(window, peer) };
  },
};

/** No project is there, so that ours starts when it is asked for something. */
const oursLast: Order = {
  fill: fillJson,
  measure: async (window) => {
    await window.editor.openFile('data.json');
    const time = await activationTime(window, peer);
    await window.runCommand('Ockle: Show Log');
    return { ours: await activationTime(window, ours), peer: time };
  },
};

/**
 * What VS Code needs to load and activate the extension, against its own for JSON in the same window. Whichever
 * is first starts while the window still does: both are first in turn, and the geometric mean of both orders
 * is what remains without that.
 */
export const activationBench: Bench = {
  name: 'activation',
  async measure() {
    const first: Activation[] = [];
    const last: Activation[] = [];
    for (let round = 0; round < rounds; round++) {
      first.push(await measureWindow(oursFirst));
      last.push(await measureWindow(oursLast));
    }
    const ratio = Math.sqrt(ratioOf(first) * ratioOf(last));
    const both = [...first, ...last];
    return [
      { name: 'activation.json', value: ratio, unit: '×', target: { atMost: 1 } },
      { name: 'activation.json.oursFirst', value: ratioOf(first), unit: '×' },
      { name: 'activation.json.oursLast', value: ratioOf(last), unit: '×' },
      { name: 'activation.time', value: median(both.map((each) => each.ours)), unit: 'ms' },
    ];
  },
};

function ratioOf(times: readonly Activation[]): number {
  return median(times.map((each) => each.ours / each.peer));
}

function fillJson(folder: string): Promise<void> {
  return writeFile(join(folder, 'data.json'), '{ "rack": 1 }\n');
}

async function measureWindow({ fill, measure }: Order): Promise<Activation> {
  const workspace = await makeWorkspace(fill);
  try {
    const window = await openWindow(workspace.folder, { workspaceTrust: false });
    try {
      // Only rows that can be seen are there, and the quickest extension is the last one.
      await window.page.setViewportSize({ width: 1400, height: 2400 });
      return await measure(window);
    } finally {
      await window.close();
    }
  } finally {
    await workspace.remove();
  }
}

/** Waits until the extension of that name is there. */
async function activationTime(window: VscodeWindow, name: RegExp): Promise<number> {
  await window.runCommand('Developer: Show Running Extensions');
  const row = window.page
    .locator('.runtime-extensions-editor .monaco-list-row')
    .filter({ has: window.page.locator('.name', { hasText: name }) });
  const text = await row.locator('.activation-time', { hasText: /\d+ms/ }).innerText();
  // The list lies over the window, and takes its keys.
  await eventually('the list of running extensions is closed', async () => {
    if (!(await row.isVisible())) return true;
    // Gone meanwhile is as well.
    await row.click({ timeout: 2_000 }).catch(() => undefined);
    await window.page.keyboard.press('Escape');
    return false;
  });
  return Number(/(\d+)ms/.exec(text)?.[1]);
}
