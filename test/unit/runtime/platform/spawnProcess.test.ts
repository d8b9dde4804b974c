import assert from 'node:assert/strict';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { text } from 'node:stream/consumers';
import { childEnvironment } from '../../../../runtime/protocol/childEnvironment.ts';
import { spawnProcess, type SpawnRequest } from '../../../../runtime/platform/spawnProcess.ts';

function node(script: string, more: Partial<SpawnRequest> = {}) {
  return spawnProcess({
    command: process.execPath,
    args: ['-e', script],
    cwd: tmpdir(),
    runAsNode: true,
    ...more,
  });
}

describe('spawnProcess', () => {
  it('gives the child a channel on descriptor 3', async () => {
    const child = node(
      `const c = new (require('net').Socket)({ fd: 3 });
       c.on('data', (text) => { c.end('echo ' + text); });`,
    );
    child.channel.write('hello');
    assert.equal(await text(child.channel), 'echo hello');
    assert.deepEqual(await child.ended, { kind: 'exited', code: 0 });
  });

  it('says with which code or signal the child ended', async () => {
    assert.deepEqual(await node('process.exit(7)').ended, { kind: 'exited', code: 7 });
    assert.deepEqual(await node('process.kill(process.pid, "SIGKILL")').ended, {
      kind: 'killed',
      signal: 'SIGKILL',
    });
  });

  it('says why nothing was started', async () => {
    const child = node('', { cwd: '/no/such/folder' });
    const end = await child.ended;
    assert.equal(end.kind, 'notStarted');
    assert.match(end.reason, /ENOENT/);
    await child.drained;
    child.kill('SIGKILL');
  });

  it('kills what the child started, too', async () => {
    const child = node(
      `const grandchild = require('child_process').spawn('sleep', ['600'], { stdio: 'inherit' });
       grandchild.on('spawn', () => console.log(grandchild.pid));`,
    );
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const grandchild = Number(line.toString());
    process.kill(grandchild, 0);
    child.kill('SIGKILL');
    await child.ended;
    // The streams that the grandchild shares end only with it.
    await child.drained;
    child.kill('SIGKILL');
  });
});

describe('childEnvironment', () => {
  it('passes on what programs need and nothing that could be a secret', () => {
    const own = {
      PATH: '/bin',
      HOME: '/home/me',
      LC_ALL: 'C',
      GITHUB_TOKEN: 'secret',
      NODE_OPTIONS: '--inspect',
      ELECTRON_RUN_AS_NODE: '1',
      TZ: undefined,
    };
    assert.deepEqual(childEnvironment({ OCKLE: '1' }, own), {
      PATH: '/bin',
      HOME: '/home/me',
      LC_ALL: 'C',
      OCKLE: '1',
    });
  });
});
