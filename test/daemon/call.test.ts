import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { makeProject, removeTempProjects, writeFiles } from '../support/runtime/tempProject.ts';
import { startDaemon, stopDaemons } from './support/daemonClient.ts';
import { distFolder } from './support/dist.ts';
import { rack } from './support/samples.ts';

const token = 'a-token-that-nobody-guesses';

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `ockle call` to its end. */
function call(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const script = join(distFolder(), 'cli.js');
  return new Promise((resolve) => {
    const options = { env: { ...process.env, ...env } };
    execFile(process.execPath, [script, 'call', ...args], options, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
  });
}

describe('ockle call', () => {
  afterEach(stopDaemons);
  after(removeTempProjects);

  /** A daemon on a rack, and where it listens. */
  const open = async (more = '') => {
    const config = `[main]\n[plugins.SocketListener]\nlistener_port = 0\n${more}`;
    const project = await makeProject({ ...rack, 'etc/config.ini': config });
    const { client } = await startDaemon(project);
    await client.run(['CoreCommunicationCommands', 'SocketListener']);
    const started = /Started Listening on port:(\d+)$/;
    const port = await client.until('the port', () =>
      client
        .linesOf('SocketListener')
        .map((line) => started.exec(line)?.[1])
        .find(Boolean),
    );
    return { project, port };
  };

  it('prints the values of the reply, one a line', async () => {
    const { port } = await open();
    const { code, out, err } = await call(['ServerView', 'server=web', '--port', port]);
    assert.deepEqual([code, err], [0, '']);
    assert.match(out, /^Name: web$/m);
    assert.match(out, /^OpState: OFF$/m);
    assert.match(out, /^outlets: \{"outletpsu": \{/m);
  });

  it('prints JSON, and what is JSON in it as such', async () => {
    const { port } = await open();
    const { out } = await call(['ServerView', 'server=web', '--json', '--port', port]);
    const view = JSON.parse(out) as { readonly outlets: { readonly outletpsu: object } };
    assert.deepEqual(view.outlets.outletpsu, {
      OpState: 'OFF',
      state: false,
      data: {},
      name: 'psu',
    });
  });

  it('finds port and token in the config of the project', async () => {
    const { project, port } = await open(`token = ${token}\n`);
    const config = `[main]\n[plugins.SocketListener]\nlistener_port = ${port}\ntoken = ${token}\n`;
    await writeFiles(project, { 'etc/config.ini': config });
    for (const args of [
      ['--project', project],
      ['--etc', join(project, 'etc')],
    ]) {
      assert.match((await call(['listCommands', ...args])).out, /^ServerView: .{20}/m);
    }
    const withoutToken = await call(['listCommands', '--port', port]);
    assert.equal(withoutToken.code, 1);
    assert.match(withoutToken.err, /^The token is missing or wrong/);
    const fromEnvironment = await call(['listCommands', '--port', port], { OCKLE_TOKEN: token });
    assert.equal(fromEnvironment.code, 0);
    const asArgument = await call(['listCommands', '--port', port, '--token', token]);
    assert.equal(asArgument.code, 0);
  });

  it('says on stderr why a command failed, and ends with 1', async () => {
    const { port } = await open();
    const unknown = await call(['bogus', '--port', port]);
    assert.deepEqual(unknown, {
      code: 1,
      out: '',
      err: 'Unknown Command “bogus”. The command listCommands answers those there are.\n',
    });
    const failed = await call(['setServer', 'server=nobody', 'state=on', '--port', port]);
    assert.equal(failed.code, 1);
    assert.match(failed.err, /nobody/);
  });

  it('says that no daemon is there', async () => {
    const { code, err } = await call(['listCommands', '--port', '1']);
    assert.equal(code, 1);
    assert.match(err, /^No daemon answers on port 1 of 127\.0\.0\.1 .*SocketListener/);
  });

  it('asks for the port when the config leaves it open', async () => {
    const { project } = await open();
    const { code, err } = await call(['listCommands', '--project', project]);
    assert.equal(code, 1);
    assert.match(err, /is 0, so the daemon takes a free port\. Pass the one/);
  });

  for (const [args, message] of [
    [[], /^Name a command/],
    [['ServerView', 'web'], /^"web" is no key=value/],
    [['ServerView', '=web'], /^"=web" is no key=value/],
    [['listCommands', '--port', 'x'], /^--port cannot be "x"/],
    [['listCommands', '--port', '65536'], /^--port cannot be "65536"/],
    [['listCommands', '--timeout', '0'], /^--timeout cannot be "0"/],
  ] as const) {
    it(`shows how to write ${JSON.stringify(args)}`, async () => {
      const { code, err } = await call(args);
      assert.equal(code, 1);
      assert.match(err, message);
      assert.match(err, /Usage:[^]*ockle call <Command>/);
    });
  }
});
