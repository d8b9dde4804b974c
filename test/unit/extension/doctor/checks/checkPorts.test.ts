import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { checkListener, checkLoopback } from '../../../../../extension/doctor/checks/checkPorts.ts';
import { ownerOfPort } from '../../../../../extension/doctor/checks/ownerOfPort.ts';
import { temporaryFolder, writeFiles } from '../support/temporaryFolder.ts';

describe('The doctor’s look at ports', () => {
  const folder = temporaryFolder();
  let port: number;
  const server = createServer();

  async function enable(listenerPort: string | number): Promise<void> {
    const config = `[plugins]\npluginList = ["SocketListener"]\n[plugins.SocketListener]\nLISTENER_PORT = ${listenerPort}\n`;
    await writeFiles(folder(), { 'etc/config.ini': config });
  }

  before(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    ({ port } = server.address() as AddressInfo);
  });
  after(() => void server.close());

  it('opens one on the loopback interface', async () => {
    assert.equal((await checkLoopback()).state, 'ok');
  });

  it('needs none where the SocketListener is not enabled', async () => {
    assert.match((await checkListener(folder(), undefined)).says, /is not enabled/);
    await enable(0);
    assert.match((await checkListener(folder(), undefined)).says, /takes any free port/);
  });

  it('says who has the port that the SocketListener wants', async () => {
    await enable(port);
    const { state, says, mend } = await checkListener(folder(), undefined);
    assert.equal(state, 'failed');
    const holder = process.platform === 'linux' ? `process ${process.pid} ` : 'another program';
    assert.ok(says.includes(`Port ${port}`) && says.includes(holder), says);
    assert.match(String(mend), /LISTENER_PORT/);
  });

  it('is content when the running daemon has it', async () => {
    if (process.platform !== 'linux') return;
    await enable(port);
    assert.equal((await ownerOfPort(port))?.pid, process.pid);
    assert.equal((await checkListener(folder(), process.pid)).state, 'ok');
  });

  it('says that what stands there is no port', async () => {
    for (const wrong of ['many', '65536', '-1']) {
      await enable(wrong);
      const { state, says } = await checkListener(folder(), undefined);
      assert.equal(state, 'failed');
      assert.match(says, /is no port/);
    }
  });
});
