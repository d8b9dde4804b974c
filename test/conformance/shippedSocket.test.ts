import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { ClientError, OckleClient, OckleCommands } from '../../runtime/client/index.ts';
import { readMessage, writeMessage } from '../../runtime/communication/wire/index.ts';
import { stopDaemons, type DaemonClient } from '../daemon/support/daemonClient.ts';
import { rack } from '../daemon/support/samples.ts';
import { removeTempProjects } from '../support/runtime/tempProject.ts';
import { callAsOriginal } from '../support/wire/original.ts';
import { WireClient } from '../support/wire/wireClient.ts';
import { isolations, openShipped } from './support/shippedDaemon.ts';

const plugins = [
  'CoreCommunicationCommands',
  'EditingCommunicationCommands',
  'AutoControl',
  'SocketListener',
];

const config = [
  '[main]',
  '[servers]',
  'max_startup_time = 0.01',
  '[plugins.SocketListener]',
  'listener_port = 0',
  '',
].join('\n');

for (const isolation of isolations) {
  describe(`SocketListener, ${isolation}`, () => {
    /** A daemon on a rack of two servers, and where it listens. */
    const open = async (more = '') => {
      const files = { ...rack, 'etc/config.ini': config + more };
      const { client, project } = await openShipped(isolation, plugins, files);
      const started = /^SocketListener: Started Listening on port:(\d+)$/;
      const port = await client.until('the port', () =>
        client
          .linesOf('SocketListener')
          .map((line) => started.exec(line)?.[1])
          .find(Boolean),
      );
      return { daemon: client, project, port: Number(port) };
    };

    afterEach(stopDaemons);
    after(removeTempProjects);

    it('serves every shipped command to a client', async () => {
      const { port } = await open();
      const commands = new OckleCommands(new OckleClient({ port }));
      const list = await commands.listCommands();
      assert.ok((list.get('ServerView') ?? '').length > 20, 'It has a help text.');
      const view = await commands.ServerView('web');
      assert.deepEqual([view?.name, view?.opState, view?.startAttempts], ['web', 'OFF', 0]);
      assert.deepEqual([...(view?.outlets.keys() ?? [])], ['outletpsu']);
      assert.equal(view?.outlets.get('outletpsu')?.state, false);
      assert.equal(await commands.ServerView('nobody'), undefined);
      assert.equal(await commands.setServer('db', 'on'), 'Forced on');
      assert.equal((await commands.ServerView('db'))?.opState, 'Forced on');
      assert.equal(await commands.switchOutlet('web', 'psu', 'on'), 'Forced on');
      assert.equal(await commands.runTest('web', 'ping'), 'SUCCEEDED');
      assert.match(await commands.dotgraph(), /^digraph graphname \{\n[^]*db -> web;\n\}\n$/);
      assert.equal((await commands.getPDUDict()).get('rack')?.get('pdu')?.get('type'), 'Dummy');
      assert.equal(await commands.getAutoControlStatus(), 'off');
      assert.equal(await commands.setAutoControlStatus(false), false);
      assert.equal(await commands.updateNetwork(), 'done');
    });

    it('tells a client what there is to choose from', async () => {
      const { port } = await open();
      const commands = new OckleCommands(new OckleClient({ port }));
      assert.match(
        (await commands.getAvailablePluginsList()).get('SocketListener') ?? '',
        /socket/,
      );
      assert.ok((await commands.getAvailablePDUsList()).has('Dummy'));
      assert.ok((await commands.getAvailableTestersList()).has('Ping'));
      assert.ok((await commands.getAvailableControllersList()).has('Dummy'));
      assert.deepEqual([...(await commands.getAvailableServerOutlets('web')).keys()], ['psu']);
      assert.deepEqual([...(await commands.getAvailableServerTesters('web')).keys()], ['ping']);
      assert.deepEqual([...(await commands.getAvailableServerControls('web')).keys()], ['softoff']);
      const { existing, disabled } = await commands.getServerDependencyMap('db');
      assert.deepEqual([[...existing.keys()], [...disabled.keys()]], [[], ['web']]);
    });

    it('answers a restart before it listens again', async () => {
      const { daemon, port } = await open();
      await new OckleCommands(new OckleClient({ port })).restart();
      const started = 'SocketListener: Started Listening on port:';
      const again = await daemon.until(
        'the second start',
        () => daemon.linesOf('SocketListener').filter((line) => line.startsWith(started))[1],
      );
      const commands = new OckleCommands(
        new OckleClient({ port: Number(again.slice(started.length)) }),
      );
      assert.equal((await commands.ServerView('web'))?.name, 'web');
    });

    it('changes files for a client', async () => {
      const { port } = await open();
      const commands = new OckleCommands(new OckleClient({ port }));
      const edit = await commands.setINIFile('outlets/new.ini', {
        pdu: { type: 'Dummy', comment: 'rack "A" <1> größer' },
      });
      assert.deepEqual(edit, { succeeded: true, error: undefined });
      assert.match(await commands.getINIFile('outlets/new.ini'), /comment ?= ?rack "A" <1> größer/);
      const big = 'x'.repeat(100_000);
      assert.ok((await commands.setINIFile('outlets/new.ini', { pdu: { big } })).succeeded);
      assert.ok((await commands.getINIFile('outlets/new.ini')).includes(big));
      assert.ok((await commands.deleteINIFile('outlets/new.ini')).succeeded);
      assert.equal(await commands.getINIFile('outlets/new.ini'), ' ');
    });

    it('tells a client why a command failed', async () => {
      const { port } = await open();
      const client = new OckleClient({ port });
      await assert.rejects(client.call('bogus'), { name: 'ClientError', code: 'command-unknown' });
      await assert.rejects(client.call('setServer', { server: 'nobody', state: 'on' }), {
        code: 'command-failed',
        message: /nobody/,
      });
      await assert.rejects(client.call('runTest', { server: 'web' }), { code: 'command-failed' });
    });

    it('does not let names of JavaScript be commands', async () => {
      const { port } = await open();
      const client = new OckleClient({ port });
      for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty', '']) {
        await assert.rejects(client.call(name), { code: 'command-unknown' });
      }
      const view = await client.call('ServerView', { ['__proto__']: 'x', server: 'web' });
      assert.equal(new Map(Object.entries(view)).get('Name'), 'web');
    });

    it('answers the client of the original', async () => {
      const { port } = await open();
      const request = (command: string, data: Readonly<Record<string, string>> = {}) =>
        writeMessage({ kind: 'MessageClientSend', command, data });
      const replies = await callAsOriginal(port, [
        request('getAutoControlStatus'),
        request('bogus'),
        request('setServer', { state: 'on', server: 'db' }),
        request('ServerView', { server: 'nope' }),
        request('listCommands'),
        request('runTest', { server: 'web', obj: 'none' }),
      ]);
      assert.equal(
        replies[0],
        '<?xml version="1.0" encoding="UTF-8"?><MessageType name="MessageServerSend"><MessageAttr Reply="getAutoControlStatus"><data><status>off</status></data></MessageAttr></MessageType>',
      );
      assert.equal(
        replies[1],
        '<?xml version="1.0" encoding="UTF-8"?><MessageType name="MessageServerError"><MessageAttr Error="Unknown Command"><data/></MessageAttr></MessageType>',
      );
      assert.deepEqual(
        replies.map((xml) => readMessage(xml).kind),
        ['Send', 'Error', 'Send', 'Send', 'Send', 'Error'].map((kind) => `MessageServer${kind}`),
      );
    });

    it('fails with a clear message when its port is taken, and the daemon goes on', async () => {
      const other = createServer();
      await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
      const { port } = other.address() as { readonly port: number };
      const taken = config.replace('listener_port = 0', `listener_port = ${port}`);
      const files = { ...rack, 'etc/config.ini': taken };
      const { client, call } = await openShipped(isolation, plugins.slice(0, 3), files);
      await client.run(['SocketListener']);
      const failure = await failureOf(client);
      assert.match(failure.message, new RegExp(`Port ${port} of 127.0.0.1 is in use`));
      assert.equal((await call('ServerView', { server: 'web' }))['Name'], 'web');
      other.close();
    });

    it('lets nobody in from outside without a token', async () => {
      const files = { 'etc/config.ini': `${config}bind_address = 0.0.0.0\n` };
      const { client } = await openShipped(isolation, [], files);
      await client.run(['SocketListener']);
      const failure = await failureOf(client);
      assert.match(failure.message, /Set TOKEN/);
    });

    it('has its own defaults where the templates of an older project have none', async () => {
      const template =
        '[plugins.SocketListener]\nLISTENER_PORT=["int",8088]\nMAX_RCV_SIZE=["int",1024]\n';
      const { client } = await openShipped(isolation, ['SocketListener'], {
        'etc/config.ini': config,
        'src/config/config.ini': template,
      });
      await client.until('that it listens', () =>
        client.linesOf('SocketListener').some((line) => line.includes('Started Listening')),
      );
    });

    it('closes its port when it is stopped', async () => {
      const { daemon, port } = await open();
      const silent = new WireClient(port);
      await silent.connected();
      await daemon.peer.request('stopPlugin', { plugin: 'SocketListener' });
      await silent.closed();
      await assert.rejects(new OckleClient({ port }).call('listCommands'), (thrown) => {
        return thrown instanceof ClientError && thrown.code === 'daemon-unreachable';
      });
    });

    it('outlives what is no request', async () => {
      const { port } = await open();
      for (const bytes of [
        '',
        'POST / HTTP/1.1\r\n\r\n',
        '9999999:',
        '5:hello',
        '0:',
        '-1:',
        '\0',
      ]) {
        const client = new WireClient(port).send(bytes);
        await client.connected();
        client.socket.end();
        await client.closed();
      }
      assert.equal(
        await new OckleCommands(new OckleClient({ port })).getAutoControlStatus(),
        'off',
      );
    });
  });
}

function failureOf(client: DaemonClient) {
  return client.until('the failure', () => {
    for (const each of client.told) {
      if (each.kind === 'plugin' && each.note.phase.kind === 'failed')
        return each.note.phase.failure;
    }
    return undefined;
  });
}
