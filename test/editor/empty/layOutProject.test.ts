import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { projectFolder } from '../support/project.ts';

/** The project's own files, without what can be made again. */
function ownFiles(): readonly string[] {
  const files = globSync('**/*', { cwd: projectFolder(), withFileTypes: true });
  return files
    .filter((file) => file.isFile())
    .map(({ name }) => name)
    .sort();
}

describe('Lay Out an Ockle Project', () => {
  before(() => vscode.commands.executeCommand('ockle.layOutProject'));

  it('writes config, rack, tsconfig and types into an empty folder', () => {
    for (const path of [
      'etc/config.ini',
      'etc/servers/router.ini',
      'etc/outlets/rackA.ini',
      'src/config/config.ini',
      'tsconfig.json',
      '.gitignore',
      '.ockle/types/ockle.d.ts',
      '.ockle/types/node/index.d.ts',
    ]) {
      assert.ok(existsSync(join(projectFolder(), path)), path);
    }
    assert.ok(globSync('etc/servers/*.ini', { cwd: projectFolder() }).length >= 6);
  });

  it('leaves everything alone the second time', async () => {
    const before = ownFiles();
    const config = join(projectFolder(), 'etc/config.ini');
    const text = readFileSync(config, 'utf8');
    await vscode.commands.executeCommand('ockle.layOutProject');
    assert.deepEqual(ownFiles(), before);
    assert.equal(readFileSync(config, 'utf8'), text);
  });

  it('makes a project that takes a plugin at once', async () => {
    const request = { language: 'typescript', name: 'Rota', kind: 'watchServers' };
    await vscode.commands.executeCommand('ockle.newPlugin', request);
    const file = join(projectFolder(), 'src/plugins/Rota.ts');
    assert.equal(vscode.window.activeTextEditor?.document.uri.fsPath, file);
    const config = readFileSync(join(projectFolder(), 'etc/config.ini'), 'utf8');
    assert.match(config, /^pluginList = \["Rota"\]$/m);
  });
});
