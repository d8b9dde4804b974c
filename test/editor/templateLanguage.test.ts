import assert from 'node:assert/strict';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { untilDiagnostics } from './support/diagnostics.ts';
import { open, projectFolder } from './support/project.ts';
import { colourTokens } from './support/tokenColours.ts';

const template = 'src/config/plugins/Ticker.ini';

function inProject(path: string): string {
  return join(projectFolder(), path);
}

/** Writes over the whole text of an editor, unsaved. */
async function write(editor: vscode.TextEditor, text: string): Promise<void> {
  const { document } = editor;
  const all = new vscode.Range(0, 0, document.lineCount, 0);
  assert(await editor.edit((edit) => edit.replace(all, text)));
  assert(document.isDirty, 'The text is not saved.');
}

/** What completion offers at the end of a text, best first. */
async function offeredAtEnd(document: vscode.TextDocument): Promise<vscode.CompletionItem[]> {
  const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    document.positionAt(document.getText().length),
  );
  return items.sort((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1));
}

function labelsOf(items: readonly vscode.CompletionItem[]): readonly string[] {
  return items.map(({ label }) => (typeof label === 'string' ? label : label.label));
}

describe('The language of ini files', () => {
  const expected = [
    [template, 'ockle-template'],
    ['src/config/plugins/Broken.ini', 'ockle-template'],
    ['etc/config.ini', 'ockle-config'],
    ['etc/servers/web1.ini', 'ockle-config'],
    ['etc/outlets/rackA.ini', 'ockle-config'],
  ] as const;

  for (const [path, language] of expected) {
    it(`of ${path} is ${language}`, async () => {
      const document = await vscode.workspace.openTextDocument(inProject(path));
      assert.equal(document.languageId, language);
    });
  }

  it("elsewhere stays VS Code's own", async () => {
    for (const path of ['notes/settings.ini', 'src/plugins/Ticker.ini']) {
      const uri = vscode.Uri.file(inProject(path));
      await vscode.workspace.fs.writeFile(uri, Buffer.from('[main]\nname=["strng"]\n'));
      try {
        const document = await vscode.workspace.openTextDocument(uri);
        assert.equal(document.languageId, 'ini');
      } finally {
        await vscode.workspace.fs.delete(uri);
      }
    }
  });
});

describe('A template in the editor', () => {
  let editor: vscode.TextEditor;
  let document: vscode.TextDocument;

  beforeEach(async () => {
    editor = await open(inProject(template));
    ({ document } = editor);
  });

  afterEach(() => vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor'));

  it('has another colour for section, name, type, number and comment', async () => {
    await write(editor, '# Seconds.\n[plugins.Ticker]\nWAIT_TIME=["intrange",5,"1-60"]\n');
    await vscode.commands.executeCommand('_workbench.colorizeTextMateTokens', document.uri);
    const tokens = await colourTokens(document);
    const parts = {
      ' Seconds.': 'comment.line.ockle-template',
      'plugins.Ticker': 'entity.name.namespace.ockle-template',
      WAIT_TIME: 'variable.other.property.ockle-template',
      '"intrange"': 'storage.type.ockle-template',
      '5': 'constant.numeric.ockle-template',
    };
    const found = tokens.filter(({ text }) => text in parts);
    assert.deepEqual(Object.fromEntries(found.map(({ text, scope }) => [text, scope])), parts);
    const colours = found.map(({ colour }) => colour);
    assert.equal(new Set(colours).size, colours.length, colours.join(' '));
  });

  it('is checked before it is saved, and again once it is mended', async () => {
    await write(editor, '[plugins.Ticker]\nWAIT_TIME=["itn",5]\n');
    const [wrong, ...more] = await untilDiagnostics(
      document.uri,
      'the unknown type',
      ({ length }) => length > 0,
    );
    assert.deepEqual(more, []);
    assert.ok(typeof wrong?.code === 'object', 'The code leads to its documentation.');
    assert.equal(wrong.code.value, 'unknown-type');
    assert.equal(wrong.source, 'ockle');
    assert.equal(wrong.severity, vscode.DiagnosticSeverity.Error);
    assert.match(wrong.message, /"itn".*"int"/);
    assert.ok(wrong.range.isEqual(new vscode.Range(1, 11, 1, 16)), JSON.stringify(wrong.range));
    await write(editor, '[plugins.Ticker]\nWAIT_TIME=["int",6]\n');
    await untilDiagnostics(document.uri, 'no diagnostics', ({ length }) => length === 0);
  });

  it('is mended by one click where the mend is certain', async () => {
    await write(editor, '[plugins.Ticker]\nWAIT_TIME=["itn",5]\n');
    await untilDiagnostics(document.uri, 'the unknown type', ({ length }) => length > 0);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      new vscode.Range(1, 12, 1, 12),
      vscode.CodeActionKind.QuickFix.value,
    );
    const fix = actions.find(({ title }) => title === 'Change to "int"');
    assert.ok(fix?.edit, JSON.stringify(actions));
    await vscode.workspace.applyEdit(fix.edit);
    await untilDiagnostics(document.uri, 'no diagnostics', ({ length }) => length === 0);
    assert.equal(document.lineAt(1).text, 'WAIT_TIME=["int",5]');
  });

  // The class reads the variable as a whole number, so that comes first.
  const types = ['int', 'string', 'bool', 'intrange'];
  const arrays = ['["int",1]', '["string",""]', '["bool",true]', '["intrange",1,"1-8"]'];
  const offers = [
    { what: 'the types inside the quotes', begun: '["', labels: types, choice: 'int' },
    { what: 'whole arrays after the equals sign', begun: '', labels: arrays, choice: '["int",1]' },
  ];

  for (const { what, begun, labels, choice } of offers) {
    it(`offers ${what}, and what is chosen is right`, async () => {
      await write(editor, `[plugins.Ticker]\nWAIT_TIME=${begun}`);
      await untilDiagnostics(document.uri, 'the begun value', ({ length }) => length > 0);
      const items = await offeredAtEnd(document);
      assert.deepEqual(labelsOf(items), labels);
      const chosen = items[labels.indexOf(choice)];
      assert(chosen?.insertText instanceof vscode.SnippetString);
      assert(chosen.range instanceof vscode.Range);
      await editor.insertSnippet(chosen.insertText, chosen.range);
      assert.equal(document.lineAt(1).text, 'WAIT_TIME=["int",1]');
      await untilDiagnostics(document.uri, 'no diagnostics', ({ length }) => length === 0);
    });
  }
});
