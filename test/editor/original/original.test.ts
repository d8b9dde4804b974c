import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../../extension/extension.ts';
import { untilDiagnostics } from '../support/diagnostics.ts';
import { askDoctor, assertState } from '../support/doctor.ts';
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

async function api(): Promise<{ readonly path: string; readonly exports: ExtensionApi }> {
  const extension = vscode.extensions.getExtension<ExtensionApi>('ockle.ockle');
  assert(extension, 'The extension is installed.');
  return { path: extension.extensionPath, exports: await extension.activate() };
}

/** The labels and descriptions of the rows of a view, once it has any. */
async function rowsOf(
  rows: vscode.TreeDataProvider<string>,
  isThere: (text: string) => boolean,
): Promise<string> {
  const read = async (parent?: string): Promise<string> => {
    const ids = (await rows.getChildren(parent)) ?? [];
    const lines = await Promise.all(
      ids.map(async (id) => {
        const { label, description } = await rows.getTreeItem(id);
        const name = typeof label === 'string' ? label : (label?.label ?? '');
        return `${name} | ${String(description)}\n${await read(id)}`;
      }),
    );
    return lines.join('');
  };
  const { promise, resolve } = Promise.withResolvers<string>();
  const look = (): void => {
    void read().then((text) => {
      if (isThere(text)) resolve(text);
    });
  };
  const listening = rows.onDidChangeTreeData?.(look);
  look();
  const text = await promise;
  listening?.dispose();
  return text;
}

describe('A tree as the first version of the daemon has it', () => {
  it('shows its plugins without a run, those for Python 2 marked as such', async () => {
    const { exports } = await api();
    const text = await rowsOf(exports.plugins, (rows) => rows.includes('Doors'));
    assert.match(text, /^Doors.* \| .*Python 2/m);
    assert.match(text, /^AutoControl.* \| .*Python 2/m);
    assert.match(text, /^Clock.* \| (?!.*Python 2)/m);
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
    const { path } = await api();
    const fixture = contents(join(path, 'test/fixtures/original'));
    assert.ok(fixture.size > 10);
    assert.deepEqual(contents(projectFolder()), fixture);
  });
});
