import assert from 'node:assert/strict';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { stopDaemons, type DaemonClient } from '../daemon/support/daemonClient.ts';
import { rack } from '../daemon/support/samples.ts';
import { removeTempProjects } from '../support/runtime/tempProject.ts';
import { WireClient } from '../support/wire/wireClient.ts';
import { openShipped } from './support/shippedDaemon.ts';

const plugins = ['CoreCommunicationCommands', 'SocketListener'];

describe('The sockets of a daemon with SocketListener', () => {
  before(function () {
    if (process.platform !== 'linux') this.skip();
  });
  afterEach(stopDaemons);
  after(removeTempProjects);

  async function open() {
    const port = await freePort();
    const config = `[main]\n[plugins.SocketListener]\nlistener_port = ${port}\n`;
    const { client } = await openShipped('inline', plugins, { ...rack, 'etc/config.ini': config });
    await listening(client, port, 1);
    return { daemon: client, port };
  }

  it('are one, on loopback only, when nothing says otherwise', async () => {
    const { daemon, port } = await open();
    assert.deepEqual(tcpSockets(daemon.pid), [`listens on 127.0.0.1:${port}`]);
  });

  it('are the same after a restart, which a client asked for and others lived through', async () => {
    const { daemon, port } = await open();
    const idle = new WireClient(port);
    await idle.request('listCommands').reply();
    const busy = new WireClient(port).send('900:<?xml');
    const asking = new WireClient(port).request('restart');
    assert.match(await asking.reply(), /restarting/, 'It is answered first.');
    for (const client of [idle, busy, asking]) await client.closed();
    await listening(daemon, port, 2);
    assert.deepEqual(tcpSockets(daemon.pid), [`listens on 127.0.0.1:${port}`]);
    const next = new WireClient(port);
    assert.match(await next.request('listCommands').reply(), /ServerView/);
    next.socket.destroy();
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { readonly port: number };
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
