import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdir, stat, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { daemonKey, readDaemonAddress } from '../../runtime/protocol/daemonAddress.ts';
import { makeProject, removeTempProjects } from '../support/runtime/tempProject.ts';
import { DaemonClient, startDaemon, stopDaemons } from './support/daemonClient.ts';
import { joinDaemon } from './support/guestClient.ts';
import { timers } from './support/samples.ts';
import { runToEnd, Terminal } from './support/terminal.ts';

const sample = ' TimerTwin: I am a test plugin\n';

describe('Further clients of a daemon', () => {
  const terminals: Terminal[] = [];

  afterEach(async () => {
    await stopDaemons();
    for (const { child } of terminals.splice(0)) {
      if (child.exitCode === null) child.kill('SIGKILL');
    }
  });
  after(removeTempProjects);

  async function startInTerminal(project: string, ...args: readonly string[]): Promise<Terminal> {
    const terminal = new Terminal(['daemon', '--project', project, ...args]);
    terminals.push(terminal);
    await terminal.until(sample, 1);
    return terminal;
  }

  it('join one that runs in a terminal, see the same, and leave it running', async () => {
    const project = await makeProject(timers);
    const terminal = await startInTerminal(project);
    const first = await joinDaemon(project);
    const second = await joinDaemon(project);
    assert.equal(first.address.pid, terminal.child.pid);
    assert.equal(first.address.keptBy, 'terminal');
    assert.equal(first.welcome.pid, terminal.child.pid);
    assert.equal(first.welcome.plugins[0]?.phase.kind, 'running');
    for (const note of ['commands', 'networkPart', 'faults', 'time'] as const) {
      assert.ok(first.told.includes(note), `${note} came before the answer`);
    }
    await Promise.all([first.heard, second.heard]);
    const closed = first.peer.closed;
    await first.peer.request('shutdown', {});
    await closed;
    second.peer.close();
    await second.peer.closed;
    const third = await joinDaemon(project);
    await third.heard;
    await third.peer.request('stopPlugin', { plugin: 'TimerTwin' });
    assert.equal(terminal.child.exitCode, null);
    assert.equal(await terminal.interrupt(), 0);
    await third.peer.closed;
    assert.equal(await readDaemonAddress(project), undefined);
  });

  it('end it when they ask for that', async () => {
    const project = await makeProject(timers);
    const terminal = await startInTerminal(project);
    const { peer } = await joinDaemon(project);
    const ended = once(terminal.child, 'exit');
    await peer.request('shutdown', { forAll: true });
    assert.deepEqual(await ended, [0, null]);
  });

  it('join one that an editor started, and it ends with that editor', async () => {
    const project = await makeProject(timers);
    const { client } = await startDaemon(project);
    const { address, peer } = await joinDaemon(project);
    assert.deepEqual([address.pid, address.keptBy], [client.pid, 'editor']);
    peer.close();
    await peer.closed;
    const other = await joinDaemon(project);
    await client.hangUp();
    await other.peer.closed;
    assert.equal(await readDaemonAddress(project), undefined);
  });

  it('reach it by any path of the project, and nobody else does', async () => {
    const project = await makeProject(timers);
    await startDaemon(project);
    const link = join(await makeProject({}), 'link');
    await symlink(project, link);
    const address = await readDaemonAddress(link);
    assert.ok(address);
    assert.equal((await stat(address.socket)).mode & 0o777, 0o600);
    assert.equal((await stat(dirname(address.socket))).mode & 0o777, 0o700);
    assert.ok(Buffer.byteLength(address.socket) < 104);
    assert.equal(await readDaemonAddress(await makeProject(timers)), undefined);
  });

  it('find nothing of a daemon that was killed, and the next one cleans up', async () => {
    const project = await makeProject(timers);
    const terminal = await startInTerminal(project);
    const { socket } = (await readDaemonAddress(project)) ?? { socket: '' };
    const ended = once(terminal.child, 'exit');
    terminal.child.kill('SIGKILL');
    await ended;
    assert.equal(await readDaemonAddress(project), undefined);
    await startDaemon(project);
    const { address } = await joinDaemon(project);
    assert.notEqual(address.socket, socket);
    assert.deepEqual(await leftOf(project, dirname(socket)), [
      basename(address.socket).replace('.sock', '.json'),
      basename(address.socket),
    ]);
    await stopDaemons();
    assert.deepEqual(await leftOf(project, dirname(socket)), []);
  });
});

describe('Two daemons of one project', () => {
  afterEach(stopDaemons);
  after(removeTempProjects);

  it('are one: the second says which process the first is, and runs nothing', async () => {
    const project = await makeProject(timers);
    const { client } = await startDaemon(project);
    const { code, out, err } = await runToEnd('daemon', '--project', project);
    assert.equal(code, 1);
    assert.equal(out, '');
    assert.equal(
      err,
      `A daemon of ${project} runs already, for an editor, as process ${client.pid}. Attach to it, or end it first.\n`,
    );
    const second = new DaemonClient(project, [], {});
    assert.equal(await second.hangUp(), 1);
    assert.match(second.errors, new RegExp(`runs already.* as process ${client.pid}\\.`));
  });

  it('may be two in virtual time, but nobody can attach to the second', async () => {
    const project = await makeProject(timers);
    const { client } = await startDaemon(project);
    const args = ['--project', project, '--time', 'virtual', '--for', '3s'];
    const { code, err } = await runToEnd('daemon', ...args);
    assert.equal(code, 0, err);
    assert.match(err, new RegExp(`runs already, for an editor, as process ${client.pid}\\.`));
    assert.equal((await readDaemonAddress(project))?.pid, client.pid);
  });

  it('that start at the same moment are one in the end', async () => {
    const project = await makeProject({ 'etc/config.ini': '[main]\n' });
    for (let round = 0; round < 5; round++) {
      const clients = Array.from({ length: 4 }, () => new DaemonClient(project, [], {}));
      const answers = await Promise.allSettled(
        clients.map(({ peer }) => peer.request('initialize', { protocol: 2, client: 'test' })),
      );
      assert.equal(answers.filter(({ status }) => status === 'fulfilled').length, 1);
      await Promise.all(clients.map((client) => client.stop()));
    }
  });
});

/** Names of what daemons of a project left in a folder. */
async function leftOf(project: string, folder: string): Promise<readonly string[]> {
  const key = await daemonKey(join(project, 'etc'));
  return (await readdir(folder)).filter((name) => name.startsWith(key)).sort();
}
