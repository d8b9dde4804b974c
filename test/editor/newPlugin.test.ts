import assert from 'node:assert/strict';
import { access, readFile, rm } from 'node:fs/promises';
import * as vscode from 'vscode';
import { untilDiagnostics } from './support/diagnostics.ts';
import { inProject, open, pluginFile } from './support/project.ts';

const request = { language: 'typescript', name: 'DoorWatch', kind: 'timer' };

/** Waits for a state of the window that no event announces in the same words. */
async function eventually(
  what: string,
  isSo: () => Promise<boolean> | boolean,
  seconds = 10,
): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!(await isSo())) {
    assert.ok(Date.now() < deadline, `Not so after ${seconds} s: ${what}`);
    await new Promise(setImmediate);
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await access(inProject(path));
    return true;
  } catch {
    return false;
  }
}

/** Before it has looked, TypeScript complains about nothing. */
async function untilOckleResolves(file: vscode.Uri): Promise<void> {
  const document = await vscode.workspace.openTextDocument(file);
  const place = document.positionAt(document.getText().indexOf("'ockle'") + 1);
  const resolves = async (): Promise<boolean> => {
    const found = await vscode.commands.executeCommand<
      readonly (vscode.Location | vscode.LocationLink)[]
    >('vscode.executeDefinitionProvider', file, place);
    const targets = found.map((target) => ('uri' in target ? target.uri : target.targetUri));
    return targets.some(({ fsPath }) => fsPath === inProject('.ockle/types/ockle.d.ts'));
  };
  await eventually("TypeScript finds 'ockle'", resolves, 60);
}

describe('A project with old editor types', () => {
  it('gets new ones when the window opens', async () => {
    await vscode.extensions.getExtension('ockle.ockle')?.activate();
    const stamp = (): Promise<string> => readFile(inProject('.ockle/types/version'), 'utf8');
    await eventually('the stamp is new', async () => (await stamp()) !== 'old\n');
    assert.ok(await isThere('.ockle/types/node/index.d.ts'));
  });
});

describe('New Ockle Plugin beside open code that has no tsconfig.json yet', () => {
  const opened = vscode.Uri.file(pluginFile('Ticker.ts'));
  const written = vscode.Uri.file(inProject('src/plugins/DoorWatch.ts'));

  const untilOckleIsUnknown = async (): Promise<void> => {
    await untilDiagnostics(opened, "a complaint about 'ockle'", (found) =>
      found.some(({ message }) => message.includes("'ockle'")),
    );
  };
  const untilOckleIsKnown = async (): Promise<void> => {
    await untilDiagnostics(opened, 'no complaint', ({ length }) => length === 0);
    await untilOckleResolves(written);
    await untilDiagnostics(written, 'no complaint', ({ length }) => length === 0);
  };

  const undoOnDisk = async (): Promise<void> => {
    if (!(await isThere('tsconfig.json'))) return;
    await open(inProject('etc/config.ini'));
    await vscode.commands.executeCommand('undo');
    await eventually('the tsconfig.json is gone', async () => !(await isThere('tsconfig.json')));
    await eventually('all is saved', () =>
      vscode.workspace.textDocuments.every(({ isDirty }) => !isDirty),
    );
  };

  before(async () => {
    assert.ok(!(await isThere('tsconfig.json')));
    await open(opened.fsPath);
    await untilOckleIsUnknown();
  });

  after(async () => {
    await undoOnDisk();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('is mended by a quick fix, where a project was laid out by hand', async () => {
    const unknown = vscode.languages
      .getDiagnostics(opened)
      .find(({ message }) => message.includes("'ockle'"));
    assert.ok(unknown);
    const actions = await vscode.commands.executeCommand<readonly vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      opened,
      unknown.range,
    );
    const fix = actions.find(({ title }) => title === "Add a tsconfig.json that knows 'ockle'");
    assert.ok(fix?.command, actions.map(({ title }) => title).join('\n'));
    await vscode.commands.executeCommand(
      fix.command.command,
      ...((fix.command.arguments ?? []) as readonly unknown[]),
    );
    await untilOckleResolves(opened);
    await untilDiagnostics(opened, 'no complaint', ({ length }) => length === 0);
    await rm(inProject('tsconfig.json'));
    await open(opened.fsPath);
    await vscode.commands.executeCommand('typescript.restartTsServer');
    await untilOckleIsUnknown();
  });

  it('has TypeScript find the types in both', async () => {
    await vscode.commands.executeCommand('ockle.newPlugin', request);
    await untilOckleIsKnown();
  });

  it('has it find them again when undo took them away and redo brings them back', async () => {
    await undoOnDisk();
    await open(opened.fsPath);
    // TypeScript may keep what it read of a file that is gone; one that starts now cannot.
    await vscode.commands.executeCommand('typescript.restartTsServer');
    await untilOckleIsUnknown();
    await open(inProject('etc/config.ini'));
    await vscode.commands.executeCommand('redo');
    await open(opened.fsPath);
    await open(written.fsPath);
    await untilOckleIsKnown();
  });
});

describe('New Ockle Plugin', () => {
  const code = 'src/plugins/DoorWatch.ts';
  const template = 'src/config/plugins/DoorWatch.ini';
  let config: string;

  const configNow = (): Promise<string> => readFile(inProject('etc/config.ini'), 'utf8');

  before(async () => {
    config = await configNow();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('ockle.newPlugin', request);
  });

  after(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('writes code and template and enables the plugin on disk, comments kept', async () => {
    assert.match(await readFile(inProject(code), 'utf8'), /class DoorWatch extends ModuleTemplate/);
    assert.match(await readFile(inProject(template), 'utf8'), /^\[plugins\.DoorWatch\]$/m);
    const lines = config.split('\n');
    const changed = (await configNow()).split('\n').filter((line) => !lines.includes(line));
    assert.equal(changed.length, 1);
    assert.match(changed[0] ?? '', /^plugin_?list\b.*"DoorWatch"\]$/i);
  });

  it('shows the code with the cursor in run, the template beside it', () => {
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.fsPath, inProject(code));
    const { line, character } = editor.selection.active;
    assert.equal(editor.document.lineAt(line).text.slice(character), 'let count = 0;');
    assert.ok(editor.selection.isEmpty);
    const shown = vscode.window.visibleTextEditors.map(({ document, viewColumn }) => [
      document.uri.fsPath,
      viewColumn,
    ]);
    assert.deepEqual(shown.sort(), [
      [inProject(template), vscode.ViewColumn.Two],
      [inProject(code), vscode.ViewColumn.One],
    ]);
  });

  it('finds nothing wrong with what it wrote', async () => {
    const uris = [code, template].map((path) => vscode.Uri.file(inProject(path)));
    const program = await vscode.commands.executeCommand<vscode.SymbolInformation[]>(
      'vscode.executeDocumentSymbolProvider',
      uris[0],
    );
    assert.ok(program.length > 0, 'TypeScript has read the file.');
    await untilOckleResolves(vscode.Uri.file(inProject(code)));
    // TypeScript may look before the types of the project are there, and then once more.
    for (const uri of uris)
      await untilDiagnostics(uri, 'no complaint', ({ length }) => length === 0);
  });

  it('refuses the name from now on and writes nothing', async () => {
    const before = await configNow();
    await vscode.commands.executeCommand('ockle.newPlugin', { ...request, language: 'python' });
    assert.ok(!(await isThere('src/plugins/DoorWatch.py')));
    assert.equal(await configNow(), before);
  });

  it('takes all of it back with one undo, also on disk', async () => {
    await vscode.commands.executeCommand('undo');
    await eventually(
      'files are gone',
      async () => !(await isThere(code)) && !(await isThere(template)),
    );
    await eventually('the config is as before', async () => (await configNow()) === config);
    const unsaved = vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty);
    assert.deepEqual(
      unsaved.map(({ fileName }) => fileName),
      [],
    );
  });

  it('does all of it again with one redo', async () => {
    await open(inProject('etc/config.ini'));
    await vscode.commands.executeCommand('redo');
    await eventually('the files are there', async () => (await isThere(code)) && isThere(template));
    await eventually('the plugin is enabled', async () => /"DoorWatch"/.test(await configNow()));
    await eventually('all is saved', () =>
      vscode.workspace.textDocuments.every(({ isDirty }) => !isDirty),
    );
    await vscode.commands.executeCommand('undo');
    await eventually('the files are gone', async () => !(await isThere(code)));
    await eventually('the config is as before', async () => (await configNow()) === config);
  });

  it('can be done again after that', async () => {
    await vscode.commands.executeCommand('ockle.newPlugin', { ...request, language: 'python' });
    assert.ok(await isThere('src/plugins/DoorWatch.py'));
    assert.equal(vscode.window.activeTextEditor?.document.languageId, 'python');
    await vscode.commands.executeCommand('undo');
    await eventually('the file is gone', async () => !(await isThere('src/plugins/DoorWatch.py')));
    await eventually('the config is as before', async () => (await configNow()) === config);
  });

  it('lays the editor types, kept from git', async () => {
    const types = await readFile(inProject('.ockle/types/ockle.d.ts'), 'utf8');
    assert.match(types, /class ModuleTemplate/);
    assert.equal(await readFile(inProject('.ockle/.gitignore'), 'utf8'), '*\n');
  });
});
