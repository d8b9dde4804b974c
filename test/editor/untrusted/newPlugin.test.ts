import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { processesIn } from '../support/leftovers.ts';
import { projectFolder } from '../support/project.ts';

describe('New Ockle Plugin in a workspace that is not trusted', () => {
  const isThere = (path: string): boolean => existsSync(join(projectFolder(), path));

  it('writes nothing before it is asked to', async () => {
    await vscode.extensions.getExtension('ockle.ockle')?.activate();
    const stamp = readFileSync(join(projectFolder(), '.ockle/types/version'), 'utf8');
    assert.equal(stamp, 'old\n', 'The types are not refreshed.');
    assert.equal(isThere('.ockle/types/ockle.d.ts'), false);
  });

  it('writes the plugin and starts nothing', async () => {
    const request = { language: 'python', name: 'DoorWatch', kind: 'empty' };
    await vscode.commands.executeCommand('ockle.newPlugin', request);
    assert.ok(isThere('src/plugins/DoorWatch.py'));
    assert.ok(isThere('src/config/plugins/DoorWatch.ini'));
    assert.deepEqual(await processesIn(projectFolder()), []);
  });
});
