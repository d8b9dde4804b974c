import assert from 'node:assert/strict';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { recordEach, type DebugRecorder } from './support/debugRecorder.ts';
import { lineWith, open, pluginFile, pressF5, projectFolder } from './support/project.ts';

interface FailingSample {
  readonly what: string;
  readonly file: string;
  /** Code of the diagnostic. */
  readonly code: string;
  /** What the message names. */
  readonly message: RegExp;
  /** Text of the line that the message and the diagnostic point to. */
  readonly line: string;
}

const samples: readonly FailingSample[] = [
  {
    what: 'does not compile',
    file: 'NotCompiling.ts',
    code: 'plugin-does-not-compile',
    message: /^NotCompiling/m,
    line: 'const doors = ;',
  },
  {
    what: 'throws when it is imported',
    file: 'ThrowsAtImport.ts',
    code: 'plugin-import-failed',
    message: /TypeError: Cannot read properties of undefined/,
    line: '.open();',
  },
  {
    what: 'throws in its constructor',
    file: 'ThrowsInConstructor.ts',
    code: 'plugin-constructor-failed',
    message: /no doors/,
    line: 'throw new Error',
  },
  {
    what: 'throws in run',
    file: 'ThrowsInRun.ts',
    code: 'plugin-run-failed',
    message: /RangeError: door 7 of 6/,
    line: 'throw new RangeError',
  },
  {
    what: 'mixes tabs and spaces',
    file: 'Tabbed.py',
    code: 'python-tabs',
    message: /[Tt]abs/,
    line: '\twhile',
  },
];

describe('A plugin that', () => {
  let recorder: DebugRecorder;

  recordEach((each) => (recorder = each));

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  /** What runs have left; codes of the language server lead to their documentation. */
  function ownDiagnostics(path: string): readonly vscode.Diagnostic[] {
    const all = vscode.languages.getDiagnostics(vscode.Uri.file(path));
    return all.filter(({ source, code }) => source === 'ockle' && typeof code === 'string');
  }

  for (const { what, file, code, message, line: text } of samples) {
    it(`${what} is named with place and cause, and the session ends`, async () => {
      const path = pluginFile(file);
      await open(path);
      const line = await lineWith(path, text);
      await pressF5({ noDebug: true });
      await recorder.until('the message', () => message.test(recorder.output));
      await recorder.ends();
      const [diagnostic] = ownDiagnostics(path);
      assert.equal(diagnostic?.code, code);
      assert.match(diagnostic.message, message);
      assert.equal(diagnostic.range.start.line + 1, line);
    });
  }

  it('fails under the debugger stops at its line, and then leaves the same message', async () => {
    const path = pluginFile('ThrowsInConstructor.ts');
    await open(path);
    await pressF5();
    const stop = await recorder.stops();
    assert.deepEqual([stop.file, stop.line], [path, await lineWith(path, 'throw new Error')]);
    await recorder.until('its name', () => stop.session.name === 'ThrowsInConstructor.ts');
    await recorder.goOn(stop);
    await recorder.writes('no doors');
    await recorder.ends();
    assert.equal(ownDiagnostics(path)[0]?.code, 'plugin-constructor-failed');
  });

  it('mixes tabs and spaces is mended by its quick fix, and then runs', async () => {
    const path = pluginFile('Tabbed.py');
    const { document } = await open(path);
    await pressF5({ noDebug: true });
    await recorder.ends();
    const [diagnostic] = ownDiagnostics(path);
    assert(diagnostic);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      diagnostic.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    const fix = actions.find(({ title }) => title === 'Convert indentation to spaces');
    assert(fix?.edit);
    assert(await vscode.workspace.applyEdit(fix.edit));
    await document.save();
    assert.doesNotMatch(document.getText(), /\t/);
    assert.deepEqual(ownDiagnostics(path), []);
    await pressF5({ noDebug: true });
    await recorder.writes('Tabbed: tabs');
  });
});

describe('F5 on a file without a plugin', () => {
  it('starts nothing', async () => {
    await open(join(projectFolder(), 'notes', 'readme.ts'));
    assert.equal(await pressF5(), false);
    assert.equal(vscode.debug.activeDebugSession, undefined);
  });
});
