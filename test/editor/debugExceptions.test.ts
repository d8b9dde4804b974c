import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { DebugRecorder } from './support/debugRecorder.ts';
import { lineWith, open, pluginFile, pressF5, setBreakpoints } from './support/project.ts';

describe('An exception that nobody catches', () => {
  let recorder: DebugRecorder;

  beforeEach(() => {
    recorder = new DebugRecorder();
    setBreakpoints('/none', []);
  });

  afterEach(async () => {
    await vscode.debug.stopDebugging();
    await recorder.ends();
    recorder.dispose();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  for (const [language, file, text] of [
    ['TypeScript', 'ThrowsInRun.ts', 'throw new RangeError'],
    ['Python', 'ThrowsInRunPy.py', 'raise ValueError'],
  ] as const) {
    it(`stops at its line in run of a ${language} plugin, and then fails it`, async () => {
      const path = pluginFile(file);
      await open(path);
      assert.equal(await pressF5(), true);
      const stop = await recorder.stops();
      assert.deepEqual([stop.file, stop.line], [path, await lineWith(path, text)]);
      await recorder.goOn(stop);
      await recorder.writes('door 7 of 6');
      await recorder.ends();
    });
  }
});
