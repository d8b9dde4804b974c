import assert from 'node:assert/strict';
import { FakeDaemon, pluginInfo, serverSnapshot } from '../../../support/daemon/fakeDaemon.ts';

describe('A daemon connection', () => {
  it('shows the servers once the last part of the snapshot is there', () => {
    const { connection } = new FakeDaemon();
    const changes: (readonly string[])[] = [];
    connection.onDidChangeServers((names) => changes.push(names));
    const [router, web1] = [serverSnapshot('router'), serverSnapshot('web1')];
    connection.notes.networkPart({ seq: 0, part: 0, parts: 2, servers: [router] });
    assert.deepEqual([...connection.servers.keys()], []);
    connection.notes.networkPart({ seq: 0, part: 1, parts: 2, servers: [web1] });
    assert.deepEqual([...connection.servers.keys()], ['router', 'web1']);
    assert.deepEqual(changes, [['router', 'web1']]);
  });

  it('replaces what a delta brings and keeps the order', () => {
    const { connection } = new FakeDaemon();
    const servers = [serverSnapshot('router'), serverSnapshot('web1')];
    connection.notes.networkPart({ seq: 0, part: 0, parts: 1, servers });
    const changes: (readonly string[])[] = [];
    connection.onDidChangeServers((names) => changes.push(names));
    connection.notes.networkDelta({
      seq: 1,
      changed: [serverSnapshot('router', { opState: 'OK' })],
    });
    assert.deepEqual(changes, [['router']]);
    assert.deepEqual(
      [...connection.servers.values()].map(({ name, opState }) => `${name} ${opState}`),
      ['router OK', 'web1 OFF'],
    );
  });

  it('names the servers that a new snapshot leaves out', () => {
    const { connection } = new FakeDaemon();
    const part = { part: 0, parts: 1 };
    connection.notes.networkPart({ seq: 0, ...part, servers: [serverSnapshot('old')] });
    let changed: readonly string[] = [];
    connection.onDidChangeServers((names) => (changed = names));
    connection.notes.networkPart({ seq: 5, ...part, servers: [serverSnapshot('new')] });
    assert.deepEqual(changed, ['old', 'new']);
    assert.deepEqual([...connection.servers.keys()], ['new']);
  });

  it('keeps the plugins current', () => {
    const { connection } = new FakeDaemon();
    connection.welcome({ plugins: [pluginInfo('Rota', { kind: 'notRunning' })] });
    const heard: string[] = [];
    connection.onDidChangePlugins(({ className, phase }) =>
      heard.push(`${className} ${phase.kind}`),
    );
    connection.notes.plugin(pluginInfo('Rota', { kind: 'loading' }));
    assert.deepEqual(heard, ['Rota loading']);
    assert.equal(connection.plugins.get('Rota')?.phase.kind, 'loading');
  });
});
