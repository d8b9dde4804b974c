import assert from 'node:assert/strict';
import { stopDaemons, type DaemonClient } from '../daemon/support/daemonClient.ts';
import { removeTempProjects } from '../support/runtime/tempProject.ts';
import { isolations, openShipped } from './support/shippedDaemon.ts';

const name = 'AutoControl';
const server = (needs: readonly string[], more = ''): string =>
  `[server]\noutlets = ["psu"]\ndependencies = ${JSON.stringify(needs)}\n${more}\n[psu]\npdu = rack\n`;

const files = {
  'etc/config.ini':
    '[main]\n[servers]\nmax_startup_time = 0\nmax_attempts = 2\n[plugins.AutoControl]\nwait_time = 0.01\n',
  'etc/outlets/rack.ini': '[pdu]\ntype = Dummy\n',
  'etc/testers/never.ini': '[tester]\ntype = Dummy\n',
  'etc/servers/nas.ini': server([]),
  'etc/servers/db.ini': server(['nas']),
  'etc/servers/mail.ini': `${server(['nas'], 'tests = ["answers"]')}[answers]\ntester = never\nsucceed = false\n`,
} as const;

/** Resolves with the lines of one sequence, the last of which says how it ended. */
async function sequence(client: DaemonClient, from: number): Promise<readonly string[]> {
  const lines = (): readonly string[] =>
    client
      .linesOf(name)
      .map((line) => line.replace(`${name}: `, ''))
      .slice(from);
  const isEnd = (line: string): boolean => /^(All servers|Not) /.test(line);
  await client.until('the end of the sequence', () => lines().some(isEnd));
  return lines();
}

for (const isolation of isolations) {
  describe(`${name}, ${isolation}`, () => {
    afterEach(stopDaemons);
    after(removeTempProjects);

    it('turns all servers on and off again in order, retries, and says what is left', async () => {
      const { client, call } = await openShipped(isolation, [name], files);
      const begun = client.linesOf(name).length;
      assert.deepEqual(await call('switchNetwork', { state: 'true' }), {
        status: 'OK, switching on',
      });
      assert.deepEqual(await call('switchNetwork', { state: 'false' }), { status: 'busy' });
      const up = await sequence(client, begun);
      assert.equal(up[0], 'Turning on nas');
      assert.deepEqual([...up.slice(1, 3)].sort(), ['Turning on db', 'Turning on mail']);
      assert.deepEqual(up.slice(3), [
        'Turning on mail',
        'Not on: mail (Permanently failed to start)',
      ]);
      assert.deepEqual(await call('getAutoControlStatus'), { status: 'off' });
      await call('switchNetwork', { state: 'false' });
      const down = await sequence(client, begun + up.length);
      assert.deepEqual([...down.slice(0, 2)].sort(), ['Turning off db', 'Turning off mail']);
      assert.deepEqual(down.slice(2), ['Turning off nas', 'All servers are off']);
    });

    it('keeps its flag as it is told', async () => {
      const { call } = await openShipped(isolation, [name], files);
      assert.deepEqual(await call('setAutoControlStatus', { state: 'True' }), {
        succeeded: true,
        state: true,
      });
      assert.deepEqual(await call('getAutoControlStatus'), { status: 'on' });
      assert.deepEqual(await call('setAutoControlStatus', { state: 'False' }), {
        succeeded: true,
        state: false,
      });
    });
  });
}
