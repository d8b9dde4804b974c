import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { PythonFinder } from '../../runtime/platform/pythonFinder.ts';
import { distFolder } from './support/dist.ts';

/** Starts an adapter as a plugin's process does, and holds its input. */
const holder =
  'import subprocess, sys, time; held = subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE); time.sleep(3600)';

describe('The adapter of a Python debugger', () => {
  it('ends after a plugin’s process that was killed before the two had met', async () => {
    const search = await new PythonFinder({ project: '/' }).find({ forDebugging: true });
    assert.ok(search.kind === 'found' && search.python.hasDebugpy, 'the bootstrap installs it');
    const python = search.python.command;
    const where = 'import debugpy; print(debugpy.__path__[0], end="")';
    const debugpy = execFileSync(python, ['-c', where], { encoding: 'utf8' });
    const listener = createServer().listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const { port } = listener.address() as AddressInfo;
    const life = join(distFolder(), 'python/ockle_host/adapter_life.py');
    const places = ['--for-server', String(port), '--host', '127.0.0.1', '--port', '0'];
    const adapter = [python, life, join(debugpy, 'adapter'), ...places];
    const plugin = spawn(python, ['-c', holder, ...adapter], { stdio: 'inherit' });
    const [said] = (await once(listener, 'connection')) as [Socket];
    const { client } = JSON.parse(await text(said)) as { client: { host: string; port: number } };
    listener.close();
    const debuggerChannel = connect(client.port, client.host).resume();
    await once(debuggerChannel, 'connect');
    const ended = once(debuggerChannel, 'close');
    plugin.kill('SIGKILL');
    await ended;
  });
});
