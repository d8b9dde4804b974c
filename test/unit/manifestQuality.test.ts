import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { contributions } from '../../extension/contributions.ts';

interface Command {
  readonly command: string;
  readonly title: string;
  readonly category?: string;
  readonly icon?: string;
}

interface MenuEntry {
  readonly command: string;
  readonly when?: string;
  readonly group?: string;
}

interface Welcome {
  readonly view: string;
  readonly contents: string;
  readonly when?: string;
}

interface Manifest {
  readonly categories: readonly string[];
  readonly keywords: readonly string[];
  readonly contributes: {
    readonly commands: readonly Command[];
    readonly menus: Readonly<Record<string, readonly MenuEntry[]>>;
    readonly viewsWelcome: readonly Welcome[];
  };
}

const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
const { categories, keywords, contributes } = JSON.parse(text) as Manifest;
const { commands, menus, viewsWelcome } = contributes;
const palette = menus['commandPalette'] ?? [];

/** What makes sense in every window. */
const always: readonly string[] = [
  'ockle.newPlugin',
  'ockle.layOutProject',
  'ockle.doctor',
  'ockle.showLog',
];

/** Menus that are rows of icons, but for their groups of a longer menu. */
function isToolbar(menu: string, { group = '' }: MenuEntry): boolean {
  if (menu === 'view/item/context') return group.startsWith('inline');
  if (menu === 'editor/title/run') return true;
  return ['view/title', 'editor/title', 'debug/toolBar'].includes(menu)
    ? group.startsWith('navigation')
    : false;
}

describe('What package.json shows', () => {
  it('names every command in title case, with its category', () => {
    const odd = commands.filter(({ command, title, category }) =>
      command === 'ockle.newPlugin'
        ? title !== 'New Ockle Plugin' || category !== undefined
        : category !== 'Ockle' || !/^[A-Z]/.test(title) || title.startsWith('Ockle'),
    );
    assert.deepEqual(odd, [], 'Give each the category "Ockle" and a title without it.');
  });

  it('has an icon for every command in a toolbar', () => {
    const icons = new Map(commands.map(({ command, icon }) => [command, icon]));
    const bare = Object.entries(menus).flatMap(([menu, entries]) =>
      entries
        .filter((entry) => isToolbar(menu, entry) && icons.get(entry.command) === undefined)
        .map(({ command }) => `${command} in ${menu}`),
    );
    assert.deepEqual(bare, []);
  });

  it('has icons of VS Code only, which follow the theme', () => {
    const odd = commands.filter(({ icon }) => icon !== undefined && !/^\$\([a-z-]+\)$/.test(icon));
    assert.deepEqual(odd, []);
  });

  it('offers in the palette what can be done in the window, and the rest when it can', () => {
    const conditional = new Set(palette.filter(({ when }) => when).map(({ command }) => command));
    const open = commands
      .map(({ command }) => command)
      .filter((command) => !always.includes(command) && !conditional.has(command));
    assert.deepEqual(open, [], 'Add an entry with a "when" to menus.commandPalette for each.');
    const needless = palette.filter(({ command }) => always.includes(command));
    assert.deepEqual(needless, [], 'These are always to be found.');
  });

  it('offers no two entries of the palette under one title', () => {
    const hidden = new Set(
      palette.filter(({ when }) => when === 'false').map(({ command }) => command),
    );
    const titles = commands.filter(({ command }) => !hidden.has(command)).map(({ title }) => title);
    const repeated = titles.filter((title, index) => titles.indexOf(title) !== index);
    assert.deepEqual(repeated, []);
  });

  it('hangs menus to views that there are', () => {
    const views: readonly string[] = Object.values(contributions.views);
    const clauses = Object.values(menus)
      .flat()
      .map(({ when = '' }) => when);
    const named = clauses.flatMap((clause) =>
      [...clause.matchAll(/\bview == ([\w.]+)/g)].map(([, view = '']) => view),
    );
    assert.deepEqual(
      named.filter((view) => !views.includes(view)),
      [],
    );
  });

  it('says in every empty view what to do, by commands that there are', () => {
    const own: readonly string[] = Object.values(contributions.commands);
    const views: readonly string[] = Object.values(contributions.views);
    const welcomed = new Set(viewsWelcome.map(({ view }) => view));
    assert.deepEqual(
      views.filter((view) => !welcomed.has(view)),
      [],
      'Add contents to "viewsWelcome" for these views.',
    );
    for (const { view, contents, when } of viewsWelcome) {
      assert.ok(view === 'debug' || views.includes(view), view);
      assert.ok(when, `The contents of ${view} depend on nothing.`);
      const links = [...contents.matchAll(/\(command:([\w.]+)\)/g)].map(([, id = '']) => id);
      assert.notDeepEqual(links, [], `The contents of ${view} lead nowhere.`);
      const strangers = links.filter((id) => !id.startsWith('workbench.') && !own.includes(id));
      assert.deepEqual(strangers, []);
    }
  });

  it('is found by what people look for', () => {
    for (const category of ['Debuggers', 'Programming Languages', 'Snippets'])
      assert.ok(categories.includes(category), category);
    assert.ok(keywords.length <= 30, 'The marketplace takes 30 keywords at the most.');
    for (const keyword of ['ockle', 'server room', 'pdu']) assert.ok(keywords.includes(keyword));
  });
});
