import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { eventually } from '../journeys/support/eventually.ts';
import { openWindow, type VscodeWindow } from '../journeys/support/vscodeWindow.ts';
import { makeWorkspace } from '../support/vscode/workspace.ts';
import type { Bench, Figure } from './support/figure.ts';
import { packHostProbe, readHostProbe } from './support/hostProbe.ts';
import { median, quantile, timed } from './support/statistics.ts';

const tree = 'Ockle Server Tree';
const racks = 'abcdefghij';
const rackSize = 1_000;
const patience = { limitMs: 90_000 };
const fixtures = join(import.meta.dirname, '..', 'fixtures', 'bench');

/** Ten thousand servers in a real window with a real daemon, a thousand of which change each second. */
export const serverTreeWindowBench: Bench = {
  name: 'serverTreeWindow',
  async measure() {
    const workspace = await makeWorkspace(fill);
    try {
      const probe = join(workspace.folder, '..', 'probe.jsonl');
      const window = await openWindow(workspace.folder, {
        workspaceTrust: false,
        env: { OCKLE_HOST_PROBE: probe },
        vsix: [await packHostProbe(join(workspace.folder, '..', 'probe.vsix'))],
      });
      try {
        return await measureWindow(window, workspace.folder, probe);
      } finally {
        await window.close();
      }
    } finally {
      await workspace.remove();
    }
  },
};

/** Ten racks: the first server of each is needed by all others of it. */
async function fill(folder: string): Promise<void> {
  const plugin = 'src/plugins/Restless.ts';
  const files: Record<string, string> = {
    'etc/config.ini': '[main]\n[plugins]\npluginlist = ["Restless"]\n',
    'etc/outlets/rack.ini': '[pdu]\ntype = Dummy\n',
    [plugin]: await readFile(join(fixtures, plugin), 'utf8'),
  };
  for (const rack of racks)
    for (let at = 0; at < rackSize; at++) {
      const needs = at === 0 ? '[]' : `["${rack}0"]`;
      files[`etc/servers/${rack}${at}.ini`] =
        `[server]\noutlets = ["psu"]\ndependencies = ${needs}\n[psu]\npdu = rack\nsocket = 1\n`;
    }
  for (const each of ['etc/outlets', 'etc/servers', 'src/plugins'])
    await mkdir(join(folder, each), { recursive: true });
  for (const [path, text] of Object.entries(files)) await writeFile(join(folder, path), text);
}

async function measureWindow(
  window: VscodeWindow,
  folder: string,
  probe: string,
): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  const note = (name: string, value: number, unit: Figure['unit'] = 'ms'): void => {
    figures.push({ name: `serverTreeWindow.${name}`, value, unit });
  };
  const page = await WatchedPage.of(window.page);
  const measured = { window, page, folder, probe };
  await drawFirst(window, note);
  await changeFor('folded', { watched: 'b0', changed: '' }, measured, note);
  await unfold(window, note);
  await changeFor('unfolded', { watched: 'a1', changed: '' }, measured, note);
  await changeFor('allInSight', { watched: 'a1', changed: 'a' }, measured, note);
  await filter(window, note);
  return figures;
}

type Note = (name: string, value: number, unit?: Figure['unit']) => void;

async function drawFirst({ views, editor, page }: VscodeWindow, note: Note): Promise<void> {
  await views.openRunAndDebug();
  const show = async (): Promise<void> => {
    await views.foldAllBut(tree);
    await untilRow(page, /^a0 /);
  };
  note('firstDraw', await timed(show));
  await editor.openFile('src/plugins/Restless.ts');
  const run = async (): Promise<void> => {
    await views.clickLens('Run');
    await page.locator('.repl .monaco-list-row', { hasText: 'ready' }).waitFor({ timeout: 90_000 });
    await views.foldAllBut(tree);
    await untilRow(page, /^a0 O/);
  };
  note('run', await timed(run));
}

async function unfold({ page, views }: VscodeWindow, note: Note): Promise<void> {
  const below = async (): Promise<void> => {
    await views.row(tree, 'a0').locator('.monaco-tl-twistie.collapsed').click();
    await untilRow(page, /^a1 /);
  };
  note('unfold1000', await timed(below));
  await page.mouse.move(700, 400);
  const row = views.row(tree, 'a1');
  const hover = async (): Promise<void> => {
    await row.hover();
    await page.locator('.monaco-hover', { hasText: 'Attempts' }).waitFor();
  };
  note('hover', await timed(hover));
  await page.mouse.move(700, 400);
}

/** From the last key to the rows. */
async function filter(window: VscodeWindow, note: Note): Promise<void> {
  const { page, quickInput } = window;
  await window.runCommand('Ockle: Filter Servers…');
  await quickInput.type('j99');
  note('filter', await timed(() => untilRow(page, /^j99 /)));
  await page.keyboard.press('Escape');
  note('filter.escape', await timed(() => untilRow(page, /^a1 /)));
}

/** Looked for in the page itself: asking each row from outside would take longer than what is measured. */
async function untilRow(page: Page, pattern: RegExp): Promise<void> {
  const find = `[...document.querySelectorAll('.pane .monaco-list-row .label-name')]
    .some((each) => ${String(pattern)}.test(each.closest('.monaco-list-row').getAttribute('aria-label').replace(',', '')))`;
  await page.waitForFunction(find, undefined, { timeout: 90_000, polling: 'raf' });
}

/** Runs inside the page: notes how long frames take, and when the row of a server changes. */
const observe = `(() => {
  const seen = { frames: [], tasks: [], drawn: [] };
  let last = performance.now();
  const look = (now) => {
    seen.frames.push(now - last);
    last = now;
    const name = [...document.querySelectorAll('.monaco-list-row .label-name')]
      .find((each) => each.textContent === globalThis.ockleWatched);
    const text = name?.closest('.monaco-list-row').querySelector('.label-description').textContent;
    if (text !== seen.drawn.at(-1)?.text) seen.drawn.push({ at: Date.now(), text });
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  const note = (list) => seen.tasks.push(...list.getEntries().map(({ duration }) => duration));
  new PerformanceObserver(note).observe({ entryTypes: ['longtask'] });
  globalThis.ockleSeen = seen;
})()`;

interface Seen {
  readonly frames: readonly number[];
  /** Milliseconds of what blocked the page for more than 50. */
  readonly tasks: readonly number[];
  readonly drawn: readonly { readonly at: number; readonly text?: string }[];
}

/** The page of a window, whose frames and bytes are counted. */
class WatchedPage {
  readonly #page: Page;
  #bytes = 0;

  private constructor(page: Page) {
    this.#page = page;
  }

  static async of(page: Page): Promise<WatchedPage> {
    const watched = new WatchedPage(page);
    const session = await page.context().newCDPSession(page);
    await session.send('Network.enable');
    session.on('Network.webSocketFrameReceived', ({ response: { opcode, payloadData } }) => {
      // What is not text comes as base64.
      watched.#bytes += opcode === 1 ? payloadData.length : (payloadData.length * 3) / 4;
    });
    await page.evaluate(observe);
    return watched;
  }

  /** What came to the page so far, from the extension host and the server. */
  get bytes(): number {
    return this.#bytes;
  }

  async watch(server: string): Promise<void> {
    const nothing = '{ frames: [], tasks: [], drawn: [] }';
    await this.#page.evaluate(
      `globalThis.ockleWatched = '${server}'; Object.assign(ockleSeen, ${nothing})`,
    );
  }

  seen(): Promise<Seen> {
    return this.#page.evaluate<Seen>('ockleSeen');
  }
}

interface Measured {
  readonly window: VscodeWindow;
  readonly page: WatchedPage;
  readonly folder: string;
  readonly probe: string;
}

/** Changes servers for ten seconds; `changed` begins the names of those that do. */
async function changeFor(
  name: string,
  { watched, changed }: { readonly watched: string; readonly changed: string },
  { window, page, folder, probe }: Measured,
  note: Note,
): Promise<void> {
  const end = join(folder, 'end');
  const log = join(folder, 'watched.jsonl');
  await page.watch(watched);
  const [began, bytes] = [Date.now(), page.bytes];
  await writeFile(join(folder, 'begin'), `${watched} ${changed}`);
  await eventually('the changes end', () => Promise.resolve(existsSync(end)), patience);
  const ended = Date.now();
  const lines = (await readFile(log, 'utf8')).trim().split('\n');
  const changes = lines.map((line) => JSON.parse(line) as { at: number; state: string });
  await untilRow(window.page, new RegExp(`^${watched} ${changes.at(-1)?.state ?? ''}`));
  const seen = await page.seen();
  note(`${name}.changesPerSecond`, Number(await readFile(end, 'utf8')) / 10, '1/s');
  note(`${name}.bytesPerSecond`, (page.bytes - bytes) / ((ended - began) / 1_000), '1/s');
  noteDelays(`${name}.frames`, seen.frames, note);
  note(`${name}.longTasks`, seen.tasks.reduce((sum, ms) => sum + ms, 0) / 10);
  const host = await readHostProbe(probe, began, ended);
  noteDelays(`${name}.host`, host.delays, note);
  note(`${name}.host.cpu`, host.cpuMsPerSecond);
  note(`${name}.host.memory`, host.megabytes, 'MB');
  const waits = changes.flatMap(({ at, state }) => {
    const drawn = seen.drawn.find(({ at: when, text }) => when >= at && text?.startsWith(state));
    return drawn ? [drawn.at - at] : [];
  });
  note(`${name}.drawnAfter`, median(waits));
  note(`${name}.drawnAfter.last`, waits.at(-1) ?? Number.NaN);
  for (const file of [end, log]) await rm(file);
}

function noteDelays(name: string, ms: readonly number[], note: Note): void {
  note(`${name}.p50`, quantile(ms, 0.5));
  note(`${name}.p99`, quantile(ms, 0.99));
  note(`${name}.max`, quantile(ms, 1));
}
