import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { untilDiagnostics } from '../support/diagnostics.ts';
import { askDoctor, assertState } from '../support/doctor.ts';
import { DrawnTree } from '../support/drawnTree.ts';
import { projectFolder } from '../support/project.ts';

/** Every file of a folder with what it holds. */
function contents(folder: string): ReadonlyMap<string, string> {
  const files = globSync('**/*', { cwd: folder, withFileTypes: true })
    .filter((file) => file.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  // Hidden ones too: what is made for editors would be among them.
  const hidden = globSync('{.*,.*/**}', { cwd: folder, withFileTypes: true })
    .filter((file) => file.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  const hash = (file: string): string =>
    createHash('sha256').update(readFileSync(file)).digest('hex');
  const all = [...new Set([...files, ...hidden])].sort();
  return new Map(all.map((file) => [file.slice(folder.length + 1), hash(file)]));
}

/** The folder of the extension, which runs from now on. */
async function extensionFolder(): Promise<string> {
  const extension = vscode.extensions.getExtension('ockle.ockle');
  assert(extension, 'The extension is installed.');
  await extension.activate();
  return extension.extensionPath;
}

describe('A tree as the first version of the daemon has it', () => {
  it('shows its plugins without a run, those for Python 2 marked as such', async () => {
    const plugins = await DrawnTree.open('plugins');
    const [text = ''] = (await plugins.until('Doors', (rows) => rows.includes('Doors'))).slice(-1);
    plugins.dispose();
    assert.match(text, /^Doors.* {2}.*Python 2/m);
    assert.match(text, /^AutoControl.* {2}.*Python 2/m);
    assert.match(text, /^Clock\S* {2}(?!.*Python 2)/m);
  });

  it('has templates that are read as templates', async () => {
    const file = join(projectFolder(), 'src/config/plugins/Clock.ini');
    const document = await vscode.workspace.openTextDocument(file);
    assert.equal(document.languageId, 'ockle-template');
  });

  it('is looked at by the doctor, who advises what the original asks for', async () => {
    const checks = await askDoctor();
    assert.match(assertState(checks, 'Settings', 'warning').mend ?? '', /config\.ini\.example/);
    assert.match(assertState(checks, 'Plugins', 'warning').says, /`AutoControl`, `Doors`/);
    assertState(checks, 'TypeScript', 'ok');
  });

  it('has no flood of problems', async () => {
    const general = vscode.Uri.file(join(projectFolder(), 'src/config/config.ini'));
    await untilDiagnostics(general, 'a default that cannot be saved', (found) => found.length > 0);
    const found = vscode.languages.getDiagnostics().flatMap(([uri, all]) => {
      const file = vscode.workspace.asRelativePath(uri);
      return all.map(({ code }) => `${file} ${JSON.stringify(code)}`);
    });
    assert.equal(found.length, 1, found.join('\n'));
    assert.match(found[0] ?? '', /default-percent/);
  });

  it('stays as it is, byte by byte', async () => {
    const path = await extensionFolder();
    const fixture = contents(join(path, 'test/fixtures/original'));
    assert.ok(fixture.size > 10);
    assert.deepEqual(contents(projectFolder()), fixture);
  });
});
