import assert from 'node:assert/strict';
import { OckleClient, OckleCommands } from '../../runtime/client/index.ts';
import { makeProject, removeTempProjects } from '../support/runtime/tempProject.ts';
import { startDaemon, stopDaemons } from './support/daemonClient.ts';

const count = 5_000;

/** As much as a PDU and a server usually have to say. */
const comment = 'In the second room on the left, third rack from the door, upper half. '.repeat(4);

function manyObjects(): Readonly<Record<string, string>> {
  const files = Array.from({ length: count }, (_, number) => [
    [`etc/outlets/pdu${number}.ini`, `[pdu]\ntype = Dummy\ncomment = ${comment}\n`],
    [
      `etc/servers/server${number}.ini`,
      `[server]\noutlets = psu\ncomment = ${comment}\n[psu]\npdu = pdu${number}\nsocket = 1\n`,
    ],
  ]);
  return Object.fromEntries(files.flat() as [string, string][]);
}

describe(`A rack of ${count} servers`, () => {
  afterEach(stopDaemons);
  after(removeTempProjects);

  it('is answered as a whole over the socket with the usual limits', async () => {
    const config = '[main]\n[plugins.SocketListener]\nlistener_port = 0\n';
    const project = await makeProject({ ...manyObjects(), 'etc/config.ini': config });
    const { client } = await startDaemon(project);
    await client.run(['CoreCommunicationCommands', 'SocketListener']);
    const started = /Started Listening on port:(\d+)$/;
    const port = await client.until('the port', () =>
      client
        .linesOf('SocketListener')
        .map((line) => started.exec(line)?.[1])
        .find(Boolean),
    );
    // More than one message to a plugin's process may have.
    assert.ok(count * comment.length > 1024 * 1024);
    const commands = new OckleCommands(new OckleClient({ port: Number(port) }));
    for (const answered of [await commands.getPDUDict(), await commands.getServerDict()]) {
      assert.equal(answered.size, count);
    }
  });
});
