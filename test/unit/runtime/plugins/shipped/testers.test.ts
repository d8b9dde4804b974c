import assert from 'node:assert/strict';
import { removeTempProjects } from '../../../../support/runtime/tempProject.ts';
import { closeDaemons, openShipped, serverFile } from './shippedDaemon.ts';

const pair = { 'servers/db.ini': serverFile(), 'servers/web.ini': serverFile(['db']) };

describe('GraphTester', () => {
  afterEach(closeDaemons);
  after(removeTempProjects);

  it('offers dotgraph, with its help, and nothing else', async () => {
    const bench = await openShipped(pair);
    const before = Object.keys(await bench.call('listCommands'));
    await bench.run('GraphTester');
    const after = await bench.call('listCommands');
    assert.deepEqual(
      Object.keys(after).filter((name) => !before.includes(name)),
      ['dotgraph'],
    );
    assert.match(await bench.text('listCommands', 'dotgraph'), /Graphviz/);
    assert.match(await bench.text('dotgraph', 'Dot'), /^digraph graphname \{\ndb /);
  });

  it('owns dotgraph where it comes first; CoreCommunicationCommands offers the rest', async () => {
    const bench = await openShipped(pair);
    await bench.run('GraphTester', 'CoreCommunicationCommands');
    await bench.until('the line', () =>
      bench
        .linesOf('CoreCommunicationCommands')
        .some((line) => line.includes('"dotgraph" belongs to GraphTester already')),
    );
    const view = await bench.call('ServerView', { server: 'web' });
    assert.equal(view['Name'], 'web');
  });
});

describe('PowerTester', () => {
  afterEach(closeDaemons);
  after(removeTempProjects);

  it('cuts all outlets, dependents first, then brings them up, needed servers first', async () => {
    const bench = await openShipped(pair, { time: { mode: 'virtual' } });
    await bench.daemon.act('turnOn', 'db', {}, { kind: 'panel' });
    await bench.daemon.act('turnOn', 'web', {}, { kind: 'panel' });
    await bench.run('PowerTester');
    const seen: string[] = [];
    bench.daemon.feed.onDidChange(({ changed }) => {
      for (const { name, outlets } of changed) {
        const step = `${name} ${outlets[0]?.state === true ? 'on' : 'off'}`;
        if (!seen.includes(step)) seen.push(step);
      }
    });
    await bench.until('the end of initiateStartup', () =>
      bench.journal.some(({ verb, outcome }) => verb === 'initiateStartup' && outcome),
    );
    assert.deepEqual(seen, ['web off', 'db off', 'db on', 'web on']);
  });
});

describe('TimerPluginExample', () => {
  afterEach(closeDaemons);
  after(removeTempProjects);

  it('says what the documentation shows, again and again', async () => {
    const bench = await openShipped({
      'config.ini': '[main]\n[plugins.TimerPluginExample]\nwait_time = 0\n',
    });
    await bench.run('TimerPluginExample');
    await bench.until('three lines', () => bench.linesOf('TimerPluginExample').length >= 3);
    assert.equal(bench.linesOf('TimerPluginExample')[0], 'I am a test plugin');
  });

  it('ends when it is stopped in the middle of a wait', async () => {
    const bench = await openShipped({
      'config.ini': '[main]\n[plugins.TimerPluginExample]\nwait_time = 3600\n',
    });
    await bench.run('TimerPluginExample');
    await bench.until('a line', () => bench.linesOf('TimerPluginExample').length > 0);
    const info = await bench.daemon.stopPlugin('TimerPluginExample', { kind: 'panel' });
    assert.equal(info.phase.kind, 'stopped');
  });
});
