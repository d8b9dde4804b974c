import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { removeTempProjects } from '../../../../support/runtime/tempProject.ts';
import { closeDaemons, openShipped } from './shippedDaemon.ts';

const page = new URL('../../../../../docs/commands.md', import.meta.url);

/** The commands in the table below the heading of each plugin. */
async function documented(): Promise<ReadonlyMap<string, readonly string[]>> {
  const [, ...parts] = (await readFile(page, 'utf8')).split(/^## /m);
  return new Map(
    parts.map((part) => [
      part.slice(0, part.indexOf('\n')),
      [...part.matchAll(/^\| `(\w+)` \|/gm)].map(([, name = '']) => name).sort(),
    ]),
  );
}

describe('docs/commands.md', () => {
  afterEach(closeDaemons);
  after(removeTempProjects);

  it('lists what every shipped plugin offers', async () => {
    for (const [plugin, names] of await documented()) {
      const bench = await openShipped({});
      const before = Object.keys(await bench.call('listCommands'));
      await bench.run(plugin);
      const offered = Object.keys(await bench.call('listCommands'));
      assert.deepEqual(offered.filter((name) => !before.includes(name)).sort(), names, plugin);
    }
  });

  it('has the four plugins with commands', async () => {
    assert.deepEqual(
      [...(await documented()).keys()],
      ['AutoControl', 'CoreCommunicationCommands', 'EditingCommunicationCommands', 'GraphTester'],
    );
  });
});
