import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { removeTempProjects } from '../../../../support/runtime/tempProject.ts';
import { closeDaemons, openShipped } from './shippedDaemon.ts';

const page = new URL('../../../../../docs/commands.md', import.meta.url);

/** Commands that no plugin offers. */
const daemon = 'The daemon';

/** The commands in the table below the heading of each plugin. */
async function documented(): Promise<ReadonlyMap<string, readonly string[]>> {
  const [, ...parts] = (await readFile(page, 'utf8')).split(/^## /m);
  const tables = parts.map((part) => {
    const names = [...part.matchAll(/^\| `(\w+)` \|/gm)].map(([, name = '']) => name);
    return [part.slice(0, part.indexOf('\n')), names.sort()] as const;
  });
  return new Map(tables.filter(([, names]) => names.length > 0));
}

describe('docs/commands.md', () => {
  afterEach(closeDaemons);
  after(removeTempProjects);

  it('lists what every shipped plugin offers', async () => {
    for (const [plugin, names] of await documented()) {
      if (plugin === daemon) continue;
      const bench = await openShipped({});
      const before = Object.keys(await bench.call('listCommands'));
      await bench.run(plugin);
      const offered = Object.keys(await bench.call('listCommands'));
      assert.deepEqual(offered.filter((name) => !before.includes(name)).sort(), names, plugin);
    }
  });

  it('lists what is there without any plugin', async () => {
    const bench = await openShipped({});
    const offered = Object.keys(await bench.call('listCommands')).sort();
    assert.deepEqual((await documented()).get(daemon), offered);
  });

  it('has the four plugins with commands', async () => {
    assert.deepEqual(
      [...(await documented()).keys()],
      [
        daemon,
        'AutoControl',
        'CoreCommunicationCommands',
        'EditingCommunicationCommands',
        'GraphTester',
      ],
    );
  });
});
