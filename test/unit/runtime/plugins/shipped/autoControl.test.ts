import assert from 'node:assert/strict';
import { removeTempProjects } from '../../../../support/runtime/tempProject.ts';
import { closeDaemons, config, openShipped, serverFile, sourceUrl } from './shippedDaemon.ts';
import {
  chain,
  endOfSequence,
  failingTest,
  never,
  openAutoControl,
  soft,
  stubborn,
  switchNetwork,
  turns,
} from './autoControlBench.ts';

describe('AutoControl', () => {
  afterEach(closeDaemons);
  after(removeTempProjects);

  describe('as it starts', () => {
    it('reads the servers once', async () => {
      const bench = await openAutoControl(chain);
      await bench.until('the update', () =>
        bench.journal.some(({ verb, outcome }) => verb === 'updateNetwork' && outcome),
      );
      assert.equal(bench.journal.filter(({ verb }) => verb === 'updateNetwork').length, 1);
    });

    it('switches nothing', async () => {
      const bench = await openAutoControl(chain);
      assert.deepEqual(bench.states, ['nas: OFF', 'db: OFF', 'web: OFF']);
      assert.deepEqual(turns(bench), []);
    });

    it('offers its commands before it begins to run', async () => {
      const bench = await openShipped(chain);
      const answer = Promise.withResolvers<unknown>();
      bench.daemon.events.plugin.event(({ phase }) => {
        if (phase.kind === 'loaded') answer.resolve(bench.call('getAutoControlStatus'));
      });
      await bench.run('AutoControl');
      assert.deepEqual(await answer.promise, { status: 'off' });
    });

    it('gives every server the attribute desiredOpState, which stays', async () => {
      const code = [
        `import { AutoControl as Shipped } from '${sourceUrl('autoControl.ts')}';`,
        'export class AutoControl extends Shipped {',
        '  run() {',
        '    const nodes = this.mainDaemon.servers.getSortedNodeList();',
        '    this.debug(nodes.map((node) => node.desiredOpState).join());',
        '  }',
        '}',
      ].join('\n');
      const bench = await openShipped(chain, { standIns: { AutoControl: code } });
      await bench.run('AutoControl');
      await bench.until('the attributes', () => bench.linesOf('AutoControl').includes('OK,OK,OK'));
    });

    it('waits a second where WAIT_TIME is no number, and says so', async () => {
      const bench = await openAutoControl({ 'config.ini': config([], ['wait_time = soon']) });
      const line = await bench.until('the line', () => bench.linesOf('AutoControl')[0]);
      assert.equal(line, 'WAIT_TIME is "soon", which is no number of seconds; 1 is used');
    });
  });

  describe('switchNetwork', () => {
    it('answers at once what it is going to do', async () => {
      const bench = await openAutoControl(chain);
      assert.deepEqual(await bench.call('switchNetwork', { state: 'TRUE' }), {
        status: 'OK, switching on',
      });
      assert.equal(await endOfSequence(bench), 'All servers are on');
      assert.deepEqual(await bench.call('switchNetwork', { state: 'whatever' }), {
        status: 'OK, switching off',
      });
    });

    it('refuses a request without a state', async () => {
      const bench = await openAutoControl(chain);
      await assert.rejects(bench.call('switchNetwork'), /needs “state”/);
    });

    it('turns on what is needed first', async () => {
      const bench = await openAutoControl(chain);
      await switchNetwork(bench, 'true');
      assert.deepEqual(bench.states, ['nas: OK', 'db: OK', 'web: OK']);
      assert.deepEqual(turns(bench), ['on nas', 'on db', 'on web']);
    });

    it('turns off what is needed last', async () => {
      const bench = await openAutoControl(chain);
      await switchNetwork(bench, 'true');
      await switchNetwork(bench, 'false');
      assert.deepEqual(bench.states, ['nas: OFF', 'db: OFF', 'web: OFF']);
      assert.deepEqual(turns(bench).slice(3), ['off web', 'off db', 'off nas']);
    });

    it('switches servers of one level side by side', async () => {
      const bench = await openAutoControl({
        'config.ini': config(['max_startup_time = 1']),
        'servers/a.ini': serverFile(),
        'servers/b.ini': serverFile(),
      });
      await bench.call('switchNetwork', { state: 'true' });
      await bench.until('both on their way', () =>
        bench.states.every((state) => state.endsWith('Switching on')),
      );
      await endOfSequence(bench);
    });

    it('lets a level wait for the one before as long as that takes', async () => {
      const rack = Array.from({ length: 50 }, (_, at) => [
        `servers/s${at}.ini`,
        serverFile(at < 10 ? [] : [`s${at - 10}`]),
      ]);
      const bench = await openShipped(
        {
          ...(Object.fromEntries(rack) as Record<string, string>),
          'config.ini': config(['max_startup_time = 60'], ['wait_time = 1']),
        },
        { time: { mode: 'virtual' } },
      );
      await bench.run('AutoControl');
      const began = bench.lines[0]?.t ?? 0;
      assert.equal(await switchNetwork(bench, 'true'), 'All servers are on');
      const minutes = ((bench.lines.at(-1)?.t ?? 0) - began) / 60_000;
      assert.ok(minutes >= 10 && minutes < 12, `five levels took ${minutes} minutes`);
    });

    it('ends at once where everything is as wanted', async () => {
      const bench = await openAutoControl(chain);
      assert.equal(await switchNetwork(bench, 'false'), 'All servers are off');
      assert.deepEqual(turns(bench), []);
    });

    it('takes over servers that were forced', async () => {
      const bench = await openAutoControl(chain);
      await bench.run('CoreCommunicationCommands');
      await bench.call('setServer', { server: 'nas', state: 'off' });
      await switchNetwork(bench, 'true');
      assert.deepEqual(bench.states, ['nas: OK', 'db: OK', 'web: OK']);
    });

    it('has its actions in the journal because of the command', async () => {
      const bench = await openAutoControl(chain);
      await switchNetwork(bench, 'true');
      const command = bench.journal.find(({ verb }) => verb === 'command');
      const action = bench.journal.find(({ verb }) => verb === 'turnOn');
      assert.ok(command);
      assert.ok(action?.actor.kind === 'plugin');
      assert.equal(action.cause, command.seq);
      assert.equal(action.actor.plugin, 'AutoControl');
    });

    it('ends with the plugin', async () => {
      const bench = await openAutoControl({
        ...chain,
        'config.ini': config(['max_startup_time = 1']),
      });
      await bench.call('switchNetwork', { state: 'true' });
      await bench.daemon.stopPlugin('AutoControl', { kind: 'panel' });
      await bench.until('nas at rest', () => bench.states[0] === 'nas: OK');
      assert.deepEqual(bench.states, ['nas: OK', 'db: OFF', 'web: OFF']);
    });
  });

  describe('does not repeat what the original got wrong', () => {
    it('the flag is clear when turning on has ended', async () => {
      const bench = await openAutoControl(chain);
      await switchNetwork(bench, 'true');
      assert.deepEqual(await bench.call('getAutoControlStatus'), { status: 'off' });
      assert.deepEqual(await bench.call('switchNetwork', { state: 'true' }), {
        status: 'OK, switching on',
      });
    });

    it('on after off starts all servers, not only those that need nothing', async () => {
      const bench = await openAutoControl(chain);
      await switchNetwork(bench, 'true');
      await switchNetwork(bench, 'false');
      await switchNetwork(bench, 'true');
      assert.deepEqual(bench.states, ['nas: OK', 'db: OK', 'web: OK']);
    });

    it('a single failing server is tried until it has failed for good', async () => {
      const bench = await openAutoControl({
        ...never,
        'servers/web.ini': serverFile([], failingTest),
      });
      const end = await switchNetwork(bench, 'true');
      assert.deepEqual(turns(bench), ['on web', 'on web', 'on web']);
      assert.equal(end, 'Not on: web (Permanently failed to start)');
    });

    it('a server that does not stop is tried until it has failed for good, and named', async () => {
      const bench = await openAutoControl({
        ...soft,
        'servers/nas.ini': serverFile(),
        'servers/web.ini': serverFile(['nas'], stubborn),
      });
      await switchNetwork(bench, 'true');
      const end = await switchNetwork(bench, 'false');
      assert.deepEqual(turns(bench).slice(2), ['off web', 'off web', 'off web']);
      assert.equal(end, 'Not off: nas (OK), web (Permanently failed to Stop)');
    });

    it('of two requests in one moment the second is told that it is busy', async () => {
      const bench = await openAutoControl(chain);
      const replies = await Promise.all([
        bench.call('switchNetwork', { state: 'true' }),
        bench.call('switchNetwork', { state: 'false' }),
      ]);
      assert.deepEqual(replies, [{ status: 'OK, switching on' }, { status: 'busy' }]);
      assert.equal(await endOfSequence(bench), 'All servers are on');
    });

    it('a server that cannot be read does not pass for one that is off', async () => {
      const bench = await openAutoControl({
        'outlets/lost.ini': '[pdu]\ntype = Nobody\n',
        'servers/nas.ini': serverFile(),
        'servers/web.ini': serverFile(['nas'], { outlets: [], server: 'outlets = ["far"]' }).concat(
          '\n[far]\npdu = lost\n',
        ),
      });
      await bench.daemon.act('turnOn', 'nas', {}, { kind: 'panel' });
      assert.equal(bench.states[1], 'web: Unknown');
      const end = await switchNetwork(bench, 'false');
      assert.match(end, /^Not off: nas \(OK\), web/);
      assert.equal(bench.servers[0]?.outlets[0]?.state, true);
    });
  });
});
