import assert from 'node:assert/strict';
import { stopDaemons } from '../daemon/support/daemonClient.ts';
import { removeTempProjects } from '../support/runtime/tempProject.ts';
import { isolations, openShipped } from './support/shippedDaemon.ts';

const server = (needs: readonly string[]): string =>
  `[server]\noutlets = ["psu"]\ndependencies = ${JSON.stringify(needs)}\n[psu]\npdu = rack\n`;

const files = {
  'etc/outlets/rack.ini': '[pdu]\ntype = Dummy\n',
  'etc/servers/db.ini': server([]),
  'etc/servers/web.ini': server(['db']),
} as const;

for (const isolation of isolations) {
  describe(`PowerTester, ${isolation}`, () => {
    afterEach(stopDaemons);
    after(removeTempProjects);

    it('cuts all outlets, and brings them up a second later', async () => {
      const virtual = ['--time', 'virtual'];
      const { client } = await openShipped(isolation, ['PowerTester'], files, virtual);
      const states = new Map<string, boolean | null | undefined>();
      await client.until('all outlets on', () => {
        for (const { kind, note } of client.told) {
          if (kind !== 'networkDelta') continue;
          for (const { name, outlets } of note.changed) states.set(name, outlets[0]?.state);
        }
        return states.get('db') === true && states.get('web') === true;
      });
      const entries = (await client.journal()).filter(({ actor }) => actor.kind === 'plugin');
      assert.deepEqual(
        entries.map(({ verb }) => verb),
        ['allOff', 'initiateStartup'],
      );
      const [off, on] = entries;
      assert.ok(off && on && on.t - off.t >= 1_000);
    });
  });
}
