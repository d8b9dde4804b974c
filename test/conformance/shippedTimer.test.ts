import assert from 'node:assert/strict';
import { stopDaemons } from '../daemon/support/daemonClient.ts';
import { removeTempProjects } from '../support/runtime/tempProject.ts';
import { isolations, openShipped } from './support/shippedDaemon.ts';

const name = 'TimerPluginExample';
const record = 'TimerPluginExample: I am a test plugin';

for (const isolation of isolations) {
  describe(`TimerPluginExample, ${isolation}`, () => {
    afterEach(stopDaemons);
    after(removeTempProjects);

    it('says its record every WAIT_TIME seconds until it is stopped', async () => {
      const config = `[main]\n[plugins.${name}]\nwait_time = 0\n`;
      const { client } = await openShipped(isolation, [name], { 'etc/config.ini': config });
      await client.untilLine(name, record, 3);
      const { plugin } = await client.peer.request('stopPlugin', { plugin: name });
      assert.equal(plugin.phase.kind, 'stopped');
      const { length } = client.linesOf(name);
      await client.journal();
      assert.equal(client.linesOf(name).length, length);
    });

    it('has the default of its template', async () => {
      const { client } = await openShipped(isolation, [name]);
      await client.untilLine(name, record, 1);
      const { observations } = await client.peer.request('journal', { after: 0 });
      const reads = observations.filter(({ what }) => what === 'configRead');
      assert.deepEqual(
        reads.map(({ target, value }) => [target, value]),
        [['WAIT_TIME', 1]],
      );
    });

    it('shows where it runs and that it ships with Ockle', async () => {
      const { client } = await openShipped(isolation, [name]);
      const infos = await client.run([name]);
      assert.deepEqual(
        infos.map(({ className, isShipped, pid }) => [className, isShipped, pid !== undefined]),
        [[name, true, isolation === 'process']],
      );
    });

    it('can be run again after its stop, as a new generation', async () => {
      const { client } = await openShipped(isolation, [name]);
      await client.peer.request('stopPlugin', { plugin: name });
      const [again] = await client.run([name]);
      assert.deepEqual([again?.generation, again?.phase.kind], [2, 'running']);
      await client.until('the first record of the second run', () => {
        const records = client.linesOf(name).filter((line) => line === record);
        return records.length >= 2;
      });
    });
  });
}
