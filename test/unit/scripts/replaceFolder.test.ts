import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { replaceFolder } from '../../../scripts/replaceFolder.mjs';

describe('A folder in place of another', () => {
  let folder: string;
  let made: string;
  let place: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ockle-replace-'));
    made = join(folder, 'made');
    place = join(folder, 'place');
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function fill(below: string, files: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(below, name)), { recursive: true });
      await writeFile(join(below, name), text);
    }
  }

  async function filesOf(below: string): Promise<Readonly<Record<string, string>>> {
    const entries = await readdir(below, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    return Object.fromEntries(
      files.map(({ parentPath, name }) => {
        const path = join(parentPath, name);
        return [path.slice(below.length + 1).replaceAll('\\', '/'), readFileSync(path, 'utf8')];
      }),
    );
  }

  it('has the files of the new one and no others', async () => {
    await fill(place, {
      'a.mjs': 'old',
      'gone.mjs': 'old',
      'gone/b.mjs': 'old',
      'kept/c.mjs': 'old',
    });
    await fill(made, { 'a.mjs': 'new', 'kept/c.mjs': 'new', 'kept/d.mjs': 'new' });
    await replaceFolder(made, place);
    assert.deepEqual(await filesOf(place), {
      'a.mjs': 'new',
      'kept/c.mjs': 'new',
      'kept/d.mjs': 'new',
    });
    assert.deepEqual(await readdir(place), ['a.mjs', 'kept']);
  });

  it('is made where there was none', async () => {
    await fill(made, { 'a.mjs': 'new' });
    await replaceFolder(made, place);
    assert.deepEqual(await filesOf(place), { 'a.mjs': 'new' });
  });

  it('lacks no file while it is replaced', async () => {
    const names = Array.from({ length: 50 }, (_, at) => `${at % 5}/${at}.mjs`);
    await fill(place, Object.fromEntries(names.map((name) => [name, 'old'])));
    await fill(made, Object.fromEntries(names.map((name) => [name, 'new'])));
    const state: { isDone: boolean } = { isDone: false };
    const replaced = replaceFolder(made, place).finally(() => (state.isDone = true));
    let looks = 0;
    while (!state.isDone) {
      const missing = names.filter((name) => !existsSync(join(place, name)));
      assert.deepEqual(missing, []);
      looks++;
      await setImmediate();
    }
    await replaced;
    assert.ok(looks > 1);
  });
});
