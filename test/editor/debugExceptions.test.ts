import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { recordEach, type DebugRecorder } from './support/debugRecorder.ts';
import { lineWith, open, pluginFile, pressF5 } from './support/project.ts';

describe('An exception that nobody catches', () => {
  let recorder: DebugRecorder;

  recordEach((each) => (recorder = each));

  afterEach(async () => {
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
