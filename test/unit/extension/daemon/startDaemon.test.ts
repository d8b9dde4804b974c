import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { RunningDaemon } from '../../../../extension/daemon/daemons.ts';
import { startDaemon } from '../../../../extension/daemon/startDaemon.ts';

const entry = fileURLToPath(new URL('../../../fixtures/daemon/fakeDaemon.mjs', import.meta.url));

type Mode = 'good' | 'dies' | 'silent' | 'otherVersion' | 'lingers';

describe('Starting a daemon', () => {
  const logged: string[] = [];
  const log = {
    info: (line: string) => void logged.push(line),
    error: (line: string) => void logged.push(line),
  };

  const start = (mode: Mode, deadlines = { start: 10_000, stop: 10_000 }): Promise<RunningDaemon> =>
    startDaemon(
      { execPath: process.execPath, entry, project: tmpdir(), python: mode },
      log,
      deadlines,
    );

  beforeEach(() => {
    logged.length = 0;
  });

  it('brings a connection, and stopping leaves no process', async () => {
    const daemon = await start('good');
    const { connection } = daemon;
    assert.equal(connection.project, tmpdir());
    let reason: unknown = 'none yet';
    connection.onDidEnd((failure) => (reason = failure));
    await daemon.stop();
    assert.equal(reason, undefined);
    assert.deepEqual(logged, []);
  });

  it('says why a process that ends at once did', async () => {
    await assert.rejects(start('dies'), {
      code: 'daemon-start-failed',
      message: /did not start: its process ended at once \(exit code 7\)/,
    });
    assert(logged.includes('daemon: no such project'), logged.join('\n'));
  });

  it('gives up a process that does not answer', async () => {
    await assert.rejects(start('silent', { start: 100, stop: 100 }), {
      code: 'daemon-start-failed',
      message: /initialize was not answered within 100 ms/,
    });
  });

  it('gives up when there is no such program', async () => {
    const command = { execPath: '/no/such/node', entry, project: tmpdir(), python: '' };
    await assert.rejects(startDaemon(command, log), { code: 'daemon-start-failed' });
  });

  it('refuses another protocol with both versions', async () => {
    await assert.rejects(start('otherVersion'), {
      message: /The Ockle daemon speaks protocol 99, this extension 2\./,
    });
  });

  it('ends a process that does not end by itself', async () => {
    const daemon = await start('lingers', { start: 10_000, stop: 100 });
    await daemon.stop();
    assert.match(logged.join('\n'), /did not end by itself/);
  });

  it('takes an end that a plugin asked for calmly, also while it stops the daemon', async () => {
    const { connection } = await start('good');
    const ended = new Promise<unknown>((resolve) => connection.onDidEnd(resolve));
    const call = connection.request('callCommand', { command: 'end', data: null });
    await assert.rejects(call, { code: 'closed' });
    assert.equal(await ended, undefined);
    const other = await start('good');
    void other.connection.request('callCommand', { command: 'end', data: null }).catch(() => 0);
    await other.stop();
    assert.deepEqual(logged, []);
  });

  it('tells when the process ends unasked', async () => {
    const { connection } = await start('good');
    const ended = new Promise<unknown>((resolve) => connection.onDidEnd(resolve));
    const call = connection.request('callCommand', { command: 'crash', data: null });
    await assert.rejects(call, { code: 'closed' });
    assert.match(String(await ended), /ended unexpectedly \(exit code 9\)/);
  });
});
