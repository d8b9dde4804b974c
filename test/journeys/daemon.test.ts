import assert from 'node:assert/strict';
import { join } from 'node:path';
import { timers } from '../daemon/support/samples.ts';
import { processesOf, Terminal } from '../daemon/support/terminal.ts';
import { makeProject, removeTempProjects } from '../support/runtime/tempProject.ts';

// Here because it builds: other tests must not run beside it.
describe('npm run daemon', () => {
  after(removeTempProjects);

  it('builds the product and runs it until Ctrl-C', async () => {
    const script = join(import.meta.dirname, '../../scripts/daemon.mjs');
    const project = await makeProject(timers);
    const terminal = new Terminal(['--project', project, '--plugin', 'TimerPluginExample'], script);
    await terminal.until(' TimerPluginExample: I am a test plugin\n', 2);
    assert.equal(await terminal.interrupt(), 0);
    assert.deepEqual(await processesOf(project), []);
  });
});
