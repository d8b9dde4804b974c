import assert from 'node:assert/strict';
import { chmod, readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { delimiter, join } from 'node:path';
import { makeTest } from '../../../../runtime/devices/deviceTypes.ts';
import { pingArguments, pingHost } from '../../../../runtime/platform/pingHost.ts';
import { makeProject, removeTempProjects } from '../../../support/runtime/tempProject.ts';
import { spec, testLine } from '../network/testServer.ts';

/** Writes its arguments down, one a line, and does what the host asks for. */
const fakePing = `#!/bin/sh
for arg in "$@"; do echo "$arg" >> "$(dirname "$0")/arguments"; done
for host in "$@"; do :; done
case "$host" in
  alive*) exit 0 ;;
  broken*) echo 'ping: Operation not permitted' >&2; exit 2 ;;
  slow*) exec sleep 600 ;;
  *) exit 1 ;;
esac
`;

describe('Ping test', () => {
  const { PATH = '' } = process.env;
  afterEach(() => {
    process.env['PATH'] = PATH;
  });
  after(removeTempProjects);

  /** Puts a ping of ours in front of the system's, and answers where it keeps its arguments. */
  async function withPing(): Promise<string> {
    const folder = await makeProject({ ping: fakePing });
    await chmod(join(folder, 'ping'), 0o755);
    process.env['PATH'] = `${folder}${delimiter}${PATH}`;
    return join(folder, 'arguments');
  }

  const run = (params: Readonly<Record<string, string>>, deviceMs = 10_000) => {
    const { device } = makeTest('Ping', spec('answers', params, testLine({ deviceMs })));
    return { device, passed: device.runTest() };
  };

  it('sends one request and passes when the host answers', async () => {
    const argumentsFile = await withPing();
    const { device, passed } = run({ hostname: 'alive.example' });
    assert.equal(await passed, true);
    assert.equal(device.opState, 'SUCCEEDED');
    const args = (await readFile(argumentsFile, 'utf8')).trim().split('\n');
    assert.deepEqual(args, [
      '-c',
      '1',
      process.platform === 'linux' ? '-W' : '-t',
      '2',
      'alive.example',
    ]);
  });

  it('fails when the host does not answer', async () => {
    await withPing();
    const { device, passed } = run({ hostname: '10.0.0.7' });
    assert.equal(await passed, false);
    assert.equal(device.opState, 'FAILED');
  });

  it('says what the program could not do', async () => {
    await withPing();
    await assert.rejects(run({ hostname: 'broken.example' }).passed, {
      code: 'ping-failed',
      message: 'ping said: ping: Operation not permitted',
    });
  });

  it('ends the program when it takes too long', async () => {
    await withPing();
    const { device, passed } = run({ hostname: 'slow.example' }, 300);
    await assert.rejects(passed, { code: 'device-silent' });
    assert.equal(device.opState, 'FAILED');
  });

  it('sends the system what each one understands', () => {
    assert.deepEqual(pingArguments('linux', 'a', 2), ['-c', '1', '-W', '2', 'a']);
    assert.deepEqual(pingArguments('darwin', 'a', 2), ['-c', '1', '-t', '2', 'a']);
    assert.deepEqual(pingArguments('win32', 'a', 2), ['-n', '1', '-w', '2000', 'a']);
  });

  describe('without a ping program', () => {
    beforeEach(async () => {
      process.env['PATH'] = await makeProject({});
    });

    it('passes when the host accepts a connection', async () => {
      const server = createServer((socket) => socket.destroy());
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      assert.equal(await run({ hostname: '127.0.0.1', port: String(port) }).passed, true);
      server.close();
      await once(server, 'close');
    });

    it('passes when the host refuses a connection', async () => {
      const server = createServer();
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      server.close();
      await once(server, 'close');
      assert.equal(await run({ hostname: '127.0.0.1', port: String(port) }).passed, true);
    });

    it('is what pingHost says', async () => {
      const ping = await pingHost('127.0.0.1', 1, new AbortController().signal);
      assert.deepEqual(ping, { kind: 'missing' });
    });
  });

  const bad: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'no hostname': {},
    'an empty hostname': { hostname: '' },
    'an option in its place': { hostname: '-f' },
    'a command after it': { hostname: 'a; touch /tmp/x' },
    'a substitution': { hostname: '$(reboot)' },
    'a path': { hostname: '../x' },
    'a blank in it': { hostname: 'a b' },
    'a line break in it': { hostname: 'a\nb' },
    'too long a name': { hostname: 'a'.repeat(254) },
    'a port that is none': { hostname: 'a', port: '70000' },
    'a port that is no number': { hostname: 'a', port: 'ssh' },
  };
  for (const [name, params] of Object.entries(bad)) {
    it(`is a problem and never started with ${name}`, async () => {
      const argumentsFile = await withPing();
      const { device, problem } = makeTest('Ping', spec('answers', params));
      assert.equal(problem?.code, 'test-options-invalid');
      await assert.rejects(device.runTest(), { code: 'test-options-invalid' });
      await assert.rejects(readFile(argumentsFile), { code: 'ENOENT' });
    });
  }

  for (const hostname of ['localhost', '10.0.0.7', 'fe80::1%eth0', '::1', 'a_b-c.example']) {
    it(`takes ${hostname}`, () => {
      assert.equal(makeTest('Ping', spec('answers', { hostname })).problem, undefined);
    });
  }
});
