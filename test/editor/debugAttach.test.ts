import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { recordEach, type DebugRecorder } from './support/debugRecorder.ts';
import { lineWith, open, pluginFile, projectFolder, setBreakpoints } from './support/project.ts';

/** `ockle daemon` as a user runs it in a terminal. */
class TerminalDaemon {
  readonly process: ChildProcess;
  #out = '';

  constructor(...args: readonly string[]) {
    const extension = vscode.extensions.getExtension('ockle.ockle');
    assert(extension);
    const script = join(extension.extensionPath, 'dist', 'cli.js');
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
    this.process = spawn(process.execPath, [script, 'daemon', ...args], { env });
    this.process.stdout?.on('data', (data: Buffer) => (this.#out += data.toString()));
  }

  /** Waits until it writes a text from now on. */
  async writes(text: string): Promise<void> {
    this.#out = '';
    while (!this.#out.includes(text)) {
      assert.equal(this.process.exitCode, null, `It ended before it wrote "${text}".`);
      assert(this.process.stdout);
      await Promise.race([once(this.process.stdout, 'data'), once(this.process, 'exit')]);
    }
  }

  /** Ends it as Ctrl+C does; resolves to its exit code. */
  async interrupt(): Promise<number | null> {
    const exited = once(this.process, 'exit');
    this.process.kill('SIGINT');
    await exited;
    return this.process.exitCode;
  }
}

describe('A daemon in a terminal', () => {
  let recorder: DebugRecorder;
  let daemon: TerminalDaemon;

  recordEach((each) => (recorder = each));

  beforeEach(() => {
    daemon = new TerminalDaemon('--project', projectFolder(), '--plugin', 'Ticker');
  });

  afterEach(() => {
    if (daemon.process.exitCode === null) daemon.process.kill('SIGKILL');
  });

  it('is joined to debug what runs in it, and goes on when the editor leaves', async () => {
    await daemon.writes('Ticker: tick 1 ');
    const path = pluginFile('Ticker.ts');
    await open(path);
    const line = await lineWith(path, 'ticks += 1');
    setBreakpoints(path, [line]);
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    const attach = { type: 'ockle', request: 'attach', name: '', plugins: ['Ticker'] };
    assert.equal(await vscode.debug.startDebugging(folder, attach), true);
    const stop = await recorder.stops();
    assert.deepEqual([stop.file, stop.line], [path, line]);
    await vscode.debug.stopDebugging();
    await recorder.ends();
    await daemon.writes('Ticker: tick ');
    assert.equal(await daemon.interrupt(), 0);
  });
});
