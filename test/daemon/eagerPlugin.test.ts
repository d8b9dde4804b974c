import assert from 'node:assert/strict';
import { chmod } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { makeProject, removeTempProjects } from '../support/runtime/tempProject.ts';
import { startDaemon, stopDaemons } from './support/daemonClient.ts';

const eager = `import { ModuleTemplate } from 'ockle';
export class Eager extends ModuleTemplate {
  override async run() {
    const servers = this.mainDaemon.servers.getSortedNodeList();
    for (const server of servers) {
      try {
        await server.turnOn();
        this.debug(\`\${server.getName()} tried\`);
      } catch (error) {
        this.debug(\`\${server.getName()} refused: \${error}\`);
      }
    }
    this.debug('all tried');
  }
}
`;

/** It has no outlets and its control is on, so every read of it runs its test, which takes a second. */
const slow = `[server]
controls = soft
tests = ping
[soft]
controller = soft
[ping]
tester = ping
hostname = 192.0.2.1
`;

const plain = '[server]\noutlets = psu\n[psu]\npdu = rack\nsocket = 1\n';

const files = {
  'etc/config.ini': '[main]\n[servers]\nmax_startup_time = 0.01\n',
  'etc/outlets/rack.ini': '[pdu]\ntype = DummyWithCPU\n',
  'etc/controllers/soft.ini': '[controller]\ntype = DummyWithCPU\n',
  'etc/testers/ping.ini': '[tester]\ntype = Ping\n',
  'etc/servers/a-slow.ini': slow,
  'etc/servers/b-plain.ini': plain,
  'etc/servers/c-slow.ini': slow,
  'src/plugins/Eager.ts': eager,
  'bin/ping': '#!/bin/sh\nsleep 1\nexit 1\n',
};

describe('A plugin that switches servers as soon as it runs', () => {
  afterEach(stopDaemons);
  after(removeTempProjects);

  it('is not refused for the read with which AutoControl begins beside it', async () => {
    const project = await makeProject(files);
    await chmod(join(project, 'bin/ping'), 0o755);
    const env = { PATH: [join(project, 'bin'), process.env['PATH']].join(delimiter) };
    const { client } = await startDaemon(project, { env });
    const request = { plugins: ['Eager'], debug: false, withCommands: true };
    await client.peer.request('runPlugins', request);
    await client.untilLine('Eager', 'Eager: all tried');
    assert.deepEqual(client.linesOf('Eager'), [
      'Eager: a-slow tried',
      'Eager: b-plain tried',
      'Eager: c-slow tried',
      'Eager: all tried',
    ]);
    const journal = await client.journal();
    const of = (verb: string) => journal.filter((entry) => entry.verb === verb);
    assert.equal(of('updateNetwork').length, 1, 'AutoControl has read the servers.');
    assert.deepEqual(
      of('turnOn').map(({ outcome }) => outcome?.kind),
      ['done', 'done', 'done'],
    );
  });
});
