import assert from 'node:assert/strict';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { stopDaemons, type DaemonClient } from '../daemon/support/daemonClient.ts';
import { rack } from '../daemon/support/samples.ts';
import { removeTempProjects } from '../support/runtime/tempProject.ts';
import { WireClient } from '../support/wire/wireClient.ts';
import { openShipped } from './support/shippedDaemon.ts';

const plugins = ['CoreCommunicationCommands', 'SocketListener'];

async function open() {
  const port = await freePort();
  const config = `[main]\n[plugins.SocketListener]\nlistener_port = ${port}\n`;
  const { client } = await openShipped('inline', plugins, { ...rack, 'etc/config.ini': config });
  await listening(client, port, 1);
  return { daemon: client, port };
}

/** Has the daemon restart because a client asks for it, while others are connected. */
async function restart(daemon: DaemonClient, port: number): Promise<void> {
  const idle = new WireClient(port);
  await idle.request('listCommands').reply();
  const busy = new WireClient(port).send('900:<?xml');
  const asking = new WireClient(port).request('restart');
  assert.match(await asking.reply(), /restarting/, 'It is answered first.');
  for (const client of [idle, busy, asking]) await client.closed();
  await listening(daemon, port, 2);
}

describe('A daemon with SocketListener', () => {
  afterEach(stopDaemons);
  after(removeTempProjects);

  it('is reached from this machine only, when nothing says otherwise', async () => {
    const { port } = await open();
    assert.deepEqual(await reachedAt(port), ['127.0.0.1']);
  });

  it('is reached in the same way after a restart, which all who were connected live through', async () => {
    const { daemon, port } = await open();
    await restart(daemon, port);
    assert.deepEqual(await reachedAt(port), ['127.0.0.1']);
    const next = new WireClient(port);
    assert.match(await next.request('listCommands').reply(), /ServerView/);
    next.socket.destroy();
  });

  it('would be reached elsewhere if it listened everywhere', async () => {
    const server = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => server.listen(0, resolve));
    const { port } = server.address() as AddressInfo;
    const found = await reachedAt(port);
    server.close();
    assert.ok(
      found.length > 1,
      'This machine has one address only, so the tests above prove less.',
    );
  });
});

// Elsewhere there is no list of the system's that could be read without another program.
if (process.platform === 'linux') {
  describe('The sockets of a daemon with SocketListener, as Linux lists them', () => {
    afterEach(stopDaemons);
    after(removeTempProjects);

    it('are one, on loopback', async () => {
      const { daemon, port } = await open();
      assert.deepEqual(tcpSockets(daemon.pid), [`listens on 127.0.0.1:${port}`]);
    });

    it('are the same one after a restart', async () => {
      const { daemon, port } = await open();
      await restart(daemon, port);
      assert.deepEqual(tcpSockets(daemon.pid), [`listens on 127.0.0.1:${port}`]);
    });
  });
}

/** The addresses of this machine at which a port can be reached. */
async function reachedAt(port: number): Promise<readonly string[]> {
  const own = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  // A link-local address needs its interface to be named.
  const hosts = own.map(({ address }) => address).filter((address) => !/^fe80:/i.test(address));
  const found: string[] = [];
  for (const host of new Set(['127.0.0.1', '::1', ...hosts])) {
    if (await isReached(host, port)) found.push(host);
  }
  return found;
}

function isReached(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const answer = (is: boolean): void => {
      socket.destroy();
      resolve(is);
    };
    socket.once('connect', () => answer(true)).once('error', () => answer(false));
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function listening(daemon: DaemonClient, port: number, times: number): Promise<void> {
  return daemon.untilLine(
    'SocketListener',
    `SocketListener: Started Listening on port:${port}`,
    times,
  );
}

const states: Readonly<Record<string, string>> = { '0A': 'listens on', '01': 'is connected at' };

/** The TCP sockets that a process holds, as the system knows them. */
function tcpSockets(pid: number): readonly string[] {
  const held = new Set(readdirSync(`/proc/${pid}/fd`).map((fd) => linkOf(`/proc/${pid}/fd/${fd}`)));
  return ['tcp', 'tcp6'].flatMap((kind) =>
    readFileSync(`/proc/${pid}/net/${kind}`, 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter((columns) => held.has(`socket:[${columns[9] ?? ''}]`))
      .map(([, address = '', , state = '']) => `${states[state] ?? state} ${shown(address)}`),
  );
}

/** A descriptor can go away between the listing and the look at it. */
function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

/** `0100007F:1F98` is 127.0.0.1:8088. */
function shown(address: string): string {
  const [host = '', port = ''] = address.split(':');
  if (host.length !== 8) return address;
  return `${Buffer.from(host, 'hex').reverse().join('.')}:${parseInt(port, 16)}`;
}
