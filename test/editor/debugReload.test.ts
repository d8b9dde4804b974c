import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { recordEach, type DebugRecorder } from './support/debugRecorder.ts';
import { processesIn } from './support/leftovers.ts';
import {
  lineWith,
  open,
  pluginFile,
  pressF5,
  projectFolder,
  setBreakpoints,
} from './support/project.ts';

interface Sample {
  readonly language: string;
  readonly file: string;
  readonly text: string;
  /** What makes it a file that cannot be loaded. */
  readonly broken: string;
}

const samples: readonly Sample[] = [
  {
    language: 'TypeScript',
    file: 'Changing.ts',
    text: `import { ModuleTemplate } from 'ockle';

export class Changing extends ModuleTemplate {
  override async run(): Promise<void> {
    while (this.mainDaemon.running) {
      this.debug('version one');
      await this.sleep(0.1);
    }
  }
}
`,
    broken: 'const doors = ;\n',
  },
  {
    language: 'Python',
    file: 'ChangingPy.py',
    text: `import time
from plugins.ModuleTemplate import ModuleTemplate


class ChangingPy(ModuleTemplate):
    def run(self):
        while self.mainDaemon.running:
            self.debug("version one")
            time.sleep(0.1)
`,
    broken: 'doors = = 1\n',
  },
];

describe('A plugin that runs under the debugger', () => {
  let recorder: DebugRecorder;

  after(async () => {
    for (const { file } of samples) await rm(pluginFile(file), { force: true });
  });

  recordEach((each) => (recorder = each));

  beforeEach(async () => {
    for (const { file, text } of samples) await writeFile(pluginFile(file), text);
  });

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  /** The sessions of type ockle; what the user sees as one run has one. */
  function runs(): readonly string[] {
    return recorder.sessions.filter(({ type }) => type === 'ockle').map(({ id }) => id);
  }

  async function replace(editor: vscode.TextEditor, from: string, to: string): Promise<void> {
    const { document } = editor;
    const start = document.getText().indexOf(from);
    const range = new vscode.Range(
      document.positionAt(start),
      document.positionAt(start + from.length),
    );
    await editor.edit((edit) => edit.replace(range, to));
    assert.equal(await document.save(), true);
  }

  for (const { language, file, broken } of samples) {
    it(`is replaced when it is saved, in the same session, in ${language}`, async () => {
      const path = pluginFile(file);
      const editor = await open(path);
      assert.equal(await pressF5(), true);
      await recorder.writes('version one');
      const [run] = runs();
      setBreakpoints(path, [await lineWith(path, 'version one')]);
      const old = await recorder.stops();
      await replace(editor, 'version one', 'version two');
      const stop = await recorder.stops();
      assert.deepEqual([stop.file, stop.line], [path, await lineWith(path, 'version two')]);
      assert.notEqual(stop.session.id, old.session.id, 'The new process has its own debugger.');
      assert.deepEqual(runs(), [run]);
      setBreakpoints('/none', []);
      await recorder.goOn(stop);
      await recorder.writes('version two');
      await recorder.writes('was reloaded in');
      recorder.clear();
      await recorder.writes('version two');
      assert.doesNotMatch(recorder.output, /version one/, 'The old one has ended.');
    });

    it(`goes on when what was saved cannot be loaded, in ${language}`, async () => {
      const path = pluginFile(file);
      const editor = await open(path);
      assert.equal(await pressF5(), true);
      await recorder.writes('version one');
      await replace(editor, 'version one', 'version two');
      await recorder.writes('version two');
      const line = editor.document.lineCount;
      await editor.edit((edit) => edit.insert(new vscode.Position(line, 0), broken));
      assert.equal(await editor.document.save(), true);
      await recorder.writes('The version before goes on.');
      assert.equal(recorder.linkOf('The version before goes on.'), `${path}:${line}`);
      const marks = vscode.languages.getDiagnostics(vscode.Uri.file(path));
      assert.ok(
        marks.some(({ source, range }) => source === 'ockle' && range.start.line + 1 === line),
        JSON.stringify(marks),
      );
      recorder.clear();
      await recorder.writes('version two');
      await replace(editor, broken, '');
      await recorder.writes('was reloaded in');
      assert.equal(runs().length, 1);
    });
  }

  it('is started anew by Restart, with the same session and daemon', async () => {
    const daemons = async (): Promise<readonly number[]> =>
      (await processesIn(projectFolder()))
        .filter(({ command }) => command.includes('daemon.mjs'))
        .map(({ pid }) => pid);
    const path = pluginFile('Ticker.ts');
    await open(path);
    assert.equal(await pressF5(), true);
    await recorder.writes('Ticker: tick 1 ');
    const [before, run] = [await daemons(), runs()];
    const line = await lineWith(path, 'ticks += 1');
    setBreakpoints(path, [line]);
    await recorder.stops();
    recorder.clear();
    await vscode.commands.executeCommand('workbench.action.debug.restart');
    const stop = await recorder.stops();
    assert.deepEqual([stop.file, stop.line], [path, line]);
    setBreakpoints('/none', []);
    await recorder.goOn(stop);
    await recorder.writes('Ticker: tick 1 ');
    assert.deepEqual([await daemons(), runs()], [before, run]);
  });
});
