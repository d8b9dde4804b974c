import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { recordEach, type DebugRecorder } from './support/debugRecorder.ts';
import { DrawnTree } from './support/drawnTree.ts';
import { lineWith, open, pluginFile, pressF5, setBreakpoints } from './support/project.ts';
import { keepConfig } from './support/projectConfig.ts';

describe('The commands of a running project', () => {
  let view: DrawnTree;
  let servers: DrawnTree;
  let recorder: DebugRecorder;
  // Servers are on at once, so that commands answer at once.
  keepConfig('[servers]\nmax_startup_time = 0\n');

  before(async () => {
    view = await DrawnTree.open('commands');
    servers = await DrawnTree.open();
  });

  after(() => {
    view.dispose();
    servers.dispose();
  });

  recordEach((each) => (recorder = each));

  async function run(file: string, noDebug: boolean): Promise<void> {
    await open(pluginFile(file));
    assert.equal(await pressF5({ noDebug }), true);
    await view.until('the commands', (text) => text.includes('  setServer'));
  }

  it('stand in a view by owner, and are gone with the daemon', async () => {
    await run('Ticker.ts', true);
    await view.until('the daemon’s own', (text) => /The daemon {2}\d+ commands/.test(text));
    await vscode.debug.stopDebugging();
    await view.until('the end', (text) => text === '');
  });

  it('are sent from their row, and their reply stands below it', async () => {
    await run('Ticker.ts', true);
    const row = await view.idOf('setServer');
    const data = { server: 'router', state: 'on' };
    await vscode.commands.executeCommand('ockle.runCommand', row, data);
    await view.until('the reply', (text) => text.includes('status  Forced on'));
    await servers.until('the server', (text) => text.includes('router  Forced on'));
    await vscode.commands.executeCommand('ockle.openReply', row);
    const { document } = vscode.window.activeTextEditor ?? assert.fail('The reply is open.');
    assert.equal(document.languageId, 'json');
    assert.deepEqual(JSON.parse(document.getText()), { status: 'Forced on' });
    await vscode.commands.executeCommand('ockle.runCommand', row, {
      server: 'nowhere',
      state: 'on',
    });
    await view.until('the failure', (text) => /setServer.*\n\s+.*nowhere/.test(text));
  });

  it('are typed into the console, before and after a run, too', async () => {
    await vscode.commands.executeCommand('ockle.openConsole');
    const named = (): vscode.Terminal | undefined =>
      vscode.window.terminals.find(({ name }) => name === 'Ockle Console');
    const terminal = named();
    assert(terminal, 'The console is a terminal.');
    terminal.sendText('setServer server=router state=on');
    await run('Ticker.ts', true);
    terminal.sendText('setServer server=router state=on');
    await servers.until('the server', (text) => text.includes('router  Forced on'));
    await vscode.debug.stopDebugging();
    await recorder.ends();
    await vscode.commands.executeCommand('ockle.openConsole');
    assert.equal(named(), terminal, 'A project has one console.');
    const closed = new Promise<void>((resolve) => {
      const listening = vscode.window.onDidCloseTerminal((gone) => {
        if (gone !== terminal) return;
        listening.dispose();
        resolve();
      });
    });
    terminal.sendText('exit');
    await closed;
  });

  for (const { file, line, call, unknown } of [
    {
      file: 'Ticker.ts',
      line: 'ticks',
      call: "ockle.command('setServer', { server: 'router', state: 'on' }).status",
      unknown: "ockle.command('nothing')",
    },
    {
      file: 'TickerPy.py',
      line: 'ticks += 1',
      call: 'ockle.command("setServer", server="router", state="on")["status"]',
      unknown: 'ockle.command("nothing")',
    },
  ]) {
    it(`answer in the Debug Console while ${file} stands at a breakpoint`, async () => {
      const path = pluginFile(file);
      setBreakpoints(path, [await lineWith(path, line)]);
      await run(file, false);
      const { session, threadId } = await recorder.stops();
      const { stackFrames } = (await session.customRequest('stackTrace', {
        threadId,
        startFrame: 0,
        levels: 1,
      })) as { readonly stackFrames: readonly { readonly id: number }[] };
      const frameId = stackFrames[0]?.id;
      const evaluate = async (expression: string): Promise<string> => {
        const request = { expression, frameId, context: 'repl' };
        const answer = (await session.customRequest('evaluate', request)) as { result: string };
        return answer.result;
      };
      assert.equal(await evaluate(call), "'Forced on'");
      await servers.until('the server', (text) => text.includes('router  Forced on'));
      await assert.rejects(evaluate(unknown), /Unknown Command/);
      await servers.until('the same', (text) => text.includes('router  Forced on'));
    });
  }
});
