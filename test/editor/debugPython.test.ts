import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import { recordEach, type DebugRecorder } from './support/debugRecorder.ts';
import { lineWith, open, pluginFile, pressF5, setBreakpoints } from './support/project.ts';

const setting = 'ockle.python.path';

async function choosePython(path: string | undefined): Promise<void> {
  const configuration = vscode.workspace.getConfiguration();
  await configuration.update(setting, path, vscode.ConfigurationTarget.Workspace);
}

describe('The Python of a project', () => {
  let recorder: DebugRecorder;
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ockle-python-'));
  });

  after(async () => {
    await choosePython(undefined);
    await rm(folder, { recursive: true, force: true });
  });

  recordEach((each) => (recorder = each));

  beforeEach(async () => {
    await open(pluginFile('TickerPy.py'));
  });

  it('may lack debugpy: the plugin runs, and the console says how to install it', async () => {
    await promisify(execFile)('/usr/bin/python3', ['-m', 'venv', '--without-pip', folder]);
    await choosePython(join(folder, 'bin', 'python3'));
    const path = pluginFile('TickerPy.py');
    setBreakpoints(path, [await lineWith(path, 'ticks += 1')]);
    assert.equal(await pressF5(), true);
    await recorder.writes('TickerPy: tick 2');
    assert.match(recorder.output, /debugpy.*install|install.*debugpy/s);
  });

  it('may be missing: the console names the setting', async () => {
    await choosePython(join(folder, 'no-such-python'));
    await pressF5();
    await recorder.writes('no-such-python');
    assert.match(recorder.output, /ockle\.python\.path/);
    await recorder.ends();
  });
});
