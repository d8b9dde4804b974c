import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { untilDiagnostics } from './support/diagnostics.ts';
import { untilLenses } from './support/lenses.ts';
import { open, projectFolder } from './support/project.ts';
import { untilTab } from './support/tabs.ts';

const template = 'src/config/plugins/Ticker.ini';
const other = 'src/config/plugins/Latecomer.ini';

const text = [
  '# How long to wait.',
  '[plugins.Ticker]',
  '# Seconds.',
  '# Between two ticks.',
  'WAIT_TIME = ["intrange", 5, "1-60"]',
  'COLOUR=["string","#ff8800"]',
  'LOG=["string","etc/config.ini"]',
  '',
].join('\n');

function inProject(path: string): vscode.Uri {
  return vscode.Uri.file(join(projectFolder(), path));
}

async function put(path: string, content: string): Promise<void> {
  await mkdir(dirname(inProject(path).fsPath), { recursive: true });
  await writeFile(inProject(path).fsPath, content);
}

function codesOf(diagnostics: readonly vscode.Diagnostic[]): readonly string[] {
  return diagnostics.map(({ code }) => String(typeof code === 'object' ? code.value : code));
}

describe('The features of a template', () => {
  let editor: vscode.TextEditor;
  let uri: vscode.Uri;

  const ask = <Answer>(command: string, ...more: readonly unknown[]): Thenable<Answer> =>
    vscode.commands.executeCommand<Answer>(`vscode.${command}`, uri, ...more);

  const write = async (content: string): Promise<void> => {
    const { document } = editor;
    const all = new vscode.Range(0, 0, document.lineCount, 0);
    assert(await editor.edit((edit) => edit.replace(all, content)));
  };

  beforeEach(async () => {
    editor = await open(inProject(template).fsPath);
    ({ uri } = editor.document);
    await write(text);
  });

  afterEach(() => vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor'));

  it('explain a variable with the comment above it', async () => {
    const hovers = await ask<vscode.Hover[]>('executeHoverProvider', new vscode.Position(4, 3));
    const shown = hovers
      .flatMap(({ contents }) => contents)
      .map((content) => (content instanceof vscode.MarkdownString ? content.value : ''))
      .join('\n');
    assert.match(shown, /Between two ticks/);
    assert.match(shown, /intrange/);
    assert.ok(hovers[0]?.range?.isEqual(new vscode.Range(4, 0, 4, 9)));
  });

  it('show what the elements of an array mean', async () => {
    const help = await ask<vscode.SignatureHelp>(
      'executeSignatureHelpProvider',
      new vscode.Position(4, 25),
    );
    assert.equal(
      help.signatures[help.activeSignature]?.label,
      'intrange(default: int, range: "min-max")',
    );
    assert.equal(help.activeParameter, 0);
  });

  it('outline sections and variables', async () => {
    const symbols = await ask<vscode.DocumentSymbol[]>('executeDocumentSymbolProvider');
    assert.deepEqual(
      symbols.map(({ name, children }) => [name, ...children.map((child) => child.name)]),
      [['plugins.Ticker', 'WAIT_TIME', 'COLOUR', 'LOG']],
    );
  });

  it('find a variable from anywhere', async () => {
    const found = await vscode.commands.executeCommand<vscode.SymbolInformation[]>(
      'vscode.executeWorkspaceSymbolProvider',
      'WAIT_TIME',
    );
    assert.ok(
      found.some(
        ({ name, location }) => name === 'WAIT_TIME' && location.uri.path.endsWith(template),
      ),
    );
  });

  it('fold sections and comments', async () => {
    const folds = await ask<vscode.FoldingRange[]>('executeFoldingRangeProvider');
    assert.deepEqual(folds.map(({ start, end }) => [start, end]).sort(), [
      [1, 6],
      [2, 3],
    ]);
  });

  it('grow a selection from a number to the file', async () => {
    const [selection] = await ask<vscode.SelectionRange[]>('executeSelectionRangeProvider', [
      new vscode.Position(4, 25),
    ]);
    const texts: string[] = [];
    for (let range = selection; range; range = range.parent) {
      texts.push(editor.document.getText(range.range));
    }
    assert.equal(texts[0], '5');
    assert.ok(texts.includes('["intrange", 5, "1-60"]'), texts.join(' | '));
    assert.equal(texts.at(-1), text);
  });

  it('format what has no error, and keep comments', async () => {
    const edits = await ask<vscode.TextEdit[]>('executeFormatDocumentProvider', {
      tabSize: 2,
      insertSpaces: true,
    });
    const edit = new vscode.WorkspaceEdit();
    edit.set(uri, edits);
    await vscode.workspace.applyEdit(edit);
    const formatted = text.replace(
      'WAIT_TIME = ["intrange", 5, "1-60"]',
      'WAIT_TIME=["intrange",5,"1-60"]',
    );
    assert.equal(editor.document.getText(), formatted);
  });

  it('colour by meaning', async () => {
    const legend = await ask<vscode.SemanticTokensLegend>('provideDocumentSemanticTokensLegend');
    const tokens = await ask<vscode.SemanticTokens>('provideDocumentSemanticTokens');
    const kinds = new Set<string | undefined>();
    for (let at = 3; at < tokens.data.length; at += 5)
      kinds.add(legend.tokenTypes[tokens.data[at] ?? -1]);
    for (const kind of ['namespace', 'property', 'type', 'number', 'string']) {
      assert.ok(kinds.has(kind), [...kinds].join(' '));
    }
  });

  it('show colours', async () => {
    const [found] = await ask<vscode.ColorInformation[]>('executeDocumentColorProvider');
    assert.ok(found);
    assert.ok(found.range.isEqual(new vscode.Range(5, 18, 5, 25)), JSON.stringify(found.range));
    assert.equal(Math.round(found.color.red * 255), 255);
  });

  it('link to files that are there', async () => {
    const links = await ask<vscode.DocumentLink[]>('executeLinkProvider');
    assert.deepEqual(
      links.map(({ target }) => target?.path.endsWith('/etc/config.ini')),
      [true],
    );
  });

  it('offer to run, debug and look at class and pluginList above the section', async () => {
    const titles = await untilLenses(uri, 'Open class');
    const lenses = await ask<vscode.CodeLens[]>('executeCodeLensProvider', 20);
    for (const title of ['Run', 'Debug']) assert.ok(titles.includes(title), titles.join(' | '));
    const press = async (title: string): Promise<vscode.TextEditor> => {
      const lens = lenses.find(({ command }) => command?.title === title);
      const { command, arguments: given = [] } = lens?.command ?? assert.fail(titles.join(' | '));
      await vscode.commands.executeCommand(command, ...(given as unknown[]));
      return vscode.window.activeTextEditor ?? assert.fail(`${title} opens nothing.`);
    };
    const code = await press('Open class');
    assert.match(code.document.uri.path, /\/src\/plugins\/Ticker\.ts$/);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    const config = await press('Enabled in config.ini');
    assert.match(config.document.lineAt(config.selection.active).text, /^pluginList = /);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });

  it('name the elements only when the setting is on', async () => {
    const settings = vscode.workspace.getConfiguration('ockle');
    const all = new vscode.Range(0, 0, editor.document.lineCount, 0);
    const hints = (): Thenable<vscode.InlayHint[]> =>
      ask<vscode.InlayHint[]>('executeInlayHintProvider', all);
    assert.deepEqual(await hints(), []);
    await settings.update('inlayHints.enabled', true);
    try {
      const labels = (await hints()).map(({ label }) => label);
      assert.deepEqual(labels, ['default:', 'range:', 'default:', 'default:']);
    } finally {
      await settings.update('inlayHints.enabled', undefined);
    }
  });

  it('obey the severity that is set, and the comment that ignores', async () => {
    const settings = vscode.workspace.getConfiguration('ockle');
    await write('[plugins.Ticker]\nWAIT_TIME=["int",-5]\n');
    const severities = (found: readonly vscode.Diagnostic[]) =>
      found.map(({ severity }) => severity);
    const { Warning, Error } = vscode.DiagnosticSeverity;
    await untilDiagnostics(uri, 'a warning', (found) => severities(found).includes(Warning));
    await settings.update('validate.severity', { 'int-negative-default': 'error' });
    try {
      await untilDiagnostics(uri, 'an error', (found) => severities(found).includes(Error));
    } finally {
      await settings.update('validate.severity', undefined);
    }
    await write(
      '[plugins.Ticker]\n# ockle-ignore-next-line int-negative-default\nWAIT_TIME=["int",-5]\n',
    );
    await untilDiagnostics(uri, 'nothing', ({ length }) => length === 0);
  });

  it('explain a code where the diagnostic leads to', async () => {
    await write('[plugins.Ticker]\nWAIT_TIME=["itn",5]\n');
    const isType = ({ code }: vscode.Diagnostic): boolean =>
      typeof code === 'object' && code.value === 'unknown-type';
    const all = await untilDiagnostics(uri, 'the type', (found) => found.some(isType));
    const code = all.find(isType)?.code;
    assert.ok(typeof code === 'object');
    assert.equal(code.target.toString(true), 'command:ockle.explainCode?["unknown-type"]');
    await vscode.commands.executeCommand('ockle.explainCode', 'unknown-type');
    const preview = await untilTab('template-language');
    await vscode.window.tabGroups.close(preview);
  });
});

describe('A template that nobody has opened', () => {
  afterEach(() => rm(inProject(other).fsPath, { force: true }));

  it('is checked when it appears, follows its renaming, and is forgotten with it', async () => {
    const uri = inProject(other);
    const renamed = inProject('src/config/plugins/Latercomer.ini');
    await put(other, '[plugins.Latecomer]\nA=["itn",1]\n');
    await untilDiagnostics(uri, 'the type', (found) => codesOf(found).includes('unknown-type'));
    await rename(uri.fsPath, renamed.fsPath);
    try {
      await untilDiagnostics(renamed, 'the section', (found) =>
        codesOf(found).includes('wrong-section-name'),
      );
      await untilDiagnostics(uri, 'nothing', ({ length }) => length === 0);
    } finally {
      await rm(renamed.fsPath);
    }
    await untilDiagnostics(renamed, 'nothing', ({ length }) => length === 0);
  });

  it('comes and goes with the branch', async () => {
    const folder = projectFolder();
    const git = (...command: readonly string[]): void => {
      const identity = ['-c', 'user.name=Rack', '-c', 'user.email=rack@localhost'];
      execFileSync('git', [...identity, ...command], { cwd: folder, stdio: 'ignore' });
    };
    git('init', '--initial-branch', 'main');
    try {
      git('commit', '--allow-empty', '--message', 'Begin');
      git('checkout', '-b', 'late');
      await put(other, '[plugins.Latecomer]\nA=["itn",1]\n');
      git('add', other);
      git('commit', '--message', 'Come late');
      await untilDiagnostics(inProject(other), 'the type', ({ length }) => length > 0);
      git('checkout', 'main');
      await untilDiagnostics(inProject(other), 'nothing', ({ length }) => length === 0);
      git('checkout', 'late');
      await untilDiagnostics(inProject(other), 'the type again', ({ length }) => length > 0);
    } finally {
      await rm(join(folder, '.git'), { recursive: true, force: true });
    }
  });
});
