import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { recordEach, type DebugRecorder } from './support/debugRecorder.ts';
import { DrawnTree } from './support/drawnTree.ts';
import { lineWith, open, pluginFile, setBreakpoints } from './support/project.ts';
import { keepConfig } from './support/projectConfig.ts';

describe('The plugins view', () => {
  const config = keepConfig();
  let view: DrawnTree;
  let recorder: DebugRecorder;

  before(async () => {
    view = await DrawnTree.open('plugins');
  });

  after(() => view.dispose());

  recordEach((each) => (recorder = each));

  afterEach(async () => {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.file(config.file));
    if (document.isDirty) await document.save();
    await config.restore();
  });

  async function act(command: string, label: string, ...more: readonly unknown[]): Promise<void> {
    await vscode.commands.executeCommand(`ockle.${command}`, await view.idOf(label), ...more);
  }

  async function shows(what: string): Promise<void> {
    await view.until(what, (text) => text.includes(what));
  }

  /** Takes back the last change of the config, which saves it as well. */
  async function undo(): Promise<void> {
    const saved = new Promise<void>((resolve) => {
      const listener = vscode.workspace.onDidSaveTextDocument(({ uri }) => {
        if (uri.fsPath !== config.file) return;
        listener.dispose();
        resolve();
      });
    });
    await vscode.commands.executeCommand('undo');
    await saved;
  }

  it('shows the plugins of the files while nothing runs', async () => {
    await view.until('the plugins', (text) => {
      const isOwn = text.includes('Ticker.ts  not running');
      return isOwn && text.includes('ThrowsInRun.ts  not enabled');
    });
    await shows('TickerPy.py  not running');
    await shows('WAIT_TIME  1 · etc/config.ini');
    await shows('Shipped with Ockle  none running');
  });

  it('starts a plugin in a session of its own, reloads it and stops it', async () => {
    await act('startPlugin', 'Ticker.ts');
    await view.until('a running plugin', (text) => /Ticker\.ts {2}running · \d\d:/.test(text));
    await view.until('its memory', (text) => /Ticker\.ts {2}running · [\d:]+ · \d+ MB/.test(text));
    assert.equal(recorder.sessions[0]?.type, 'ockle');
    await view.until('shipped ones', (text) => /Shipped with Ockle {2}\d running/.test(text));
    await act('reloadPlugin', 'Ticker.ts');
    await shows('last reload  reloaded · ');
    await act('stopPlugin', 'Ticker.ts');
    await recorder.ends();
    await shows('Ticker.ts  not running');
  });

  it('tells why a plugin failed, and where', async () => {
    await act('startPlugin', 'ThrowsInRun.ts');
    const texts = await view.until('a failure', (text) =>
      /ThrowsInRun\.ts {2}failed · /.test(text),
    );
    assert.match(texts.at(-1) ?? '', /ThrowsInRun\.ts {2}failed · .+ · ThrowsInRun\.ts:\d+/);
  });

  it('shows where a debugger holds a plugin', async () => {
    const file = pluginFile('Ticker.ts');
    const line = await lineWith(file, 'ticks');
    setBreakpoints(file, [line]);
    await act('attachPlugin', 'Ticker.ts');
    const stop = await recorder.stops();
    await shows(`Ticker.ts  stopped at a breakpoint · line ${stop.line}`);
    setBreakpoints('/none', []);
    await recorder.goOn(stop);
    await view.until('a plugin that goes on', (text) => /Ticker\.ts {2}running/.test(text));
  });

  it('writes a value into config.ini, one undo takes it back, and a reset takes it out', async () => {
    await shows('WAIT_TIME  1 · etc/config.ini');
    await act('setVariable', 'WAIT_TIME', '3');
    assert.equal(await config.read(), config.usual.replace('wait_time = 1', 'wait_time = 3'));
    await shows('WAIT_TIME  3 · etc/config.ini');
    await open(config.file);
    await undo();
    assert.equal(await config.read(), config.usual);
    await shows('WAIT_TIME  1 · etc/config.ini');
    await act('resetVariable', 'WAIT_TIME');
    assert.equal(await config.read(), config.usual.replace('wait_time = 1\n', ''));
    await shows('WAIT_TIME  5 · default');
    await undo();
    assert.equal(await config.read(), config.usual);
  });

  it('leads from a value to where the template declares it', async () => {
    await shows('WAIT_TIME  1');
    await act('openPluginTemplate', 'WAIT_TIME');
    const { document, selection } = vscode.window.activeTextEditor ?? assert.fail('It is open.');
    assert.match(document.fileName, /Ticker(?:Py)?\.ini$/);
    assert.match(document.lineAt(selection.active).text, /^wait_time\s*=/i);
  });

  it('disables and enables plugins in config.ini', async () => {
    await act('disablePlugin', 'TickerPy.py');
    await shows('TickerPy.py  not enabled');
    assert.match(await config.read(), /^pluginList = \["Ticker"\]$/m);
    await act('enablePlugin', 'TickerPy.py');
    await shows('TickerPy.py  not running');
    assert.match(await config.read(), /^pluginList = \["Ticker", "TickerPy"\]$/m);
  });
});
