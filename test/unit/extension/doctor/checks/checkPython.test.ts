import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  PythonChecks,
  type PythonQuestion,
} from '../../../../../extension/doctor/checks/checkPython.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const { signal } = new AbortController();

describe('The doctor’s look at Python', () => {
  const folder = temporaryFolder();

  function checksOf(over: Partial<PythonQuestion> = {}): PythonChecks {
    const question = { explicitPath: '', hasDebuggerExtension: false, patience: 60_000 };
    return new PythonChecks({ ...question, project: folder(), ...over });
  }

  async function program(text: string): Promise<string> {
    const file = join(folder(), 'python');
    await writeFile(file, text);
    await chmod(file, 0o755);
    return file;
  }

  /** Stands in for a Python of this version. */
  function pythonOf(version: readonly number[]): Promise<string> {
    const answer = JSON.stringify(['/opt/python', version, false]);
    return program(`#!/bin/sh\necho '${answer}'\n`);
  }

  it('finds the real one, and the debugpy of a real one', async () => {
    const checks = checksOf();
    const python = await checks.checkPython();
    assert.equal(python.state, 'ok', python.says);
    assert.match(python.says, /^Python 3\.\d+\.\d+ starts: `\/.+`, found by searching\.$/);
    const debugpy = await checks.checkDebugpy(signal);
    assert.equal(debugpy.state, 'ok', debugpy.says);
    assert.match(debugpy.says, /^debugpy \d+\.\S+ of Python 3\..+debugpy\/__init__\.py`\.$/);
  });

  it('says that a real Python without debugpy runs plugins without breakpoints', async () => {
    const python = join(folder(), 'venv/bin/python');
    const venv = ['-m', 'venv', '--without-pip', join(folder(), 'venv')];
    await promisify(execFile)('/usr/bin/python3', venv);
    const checks = checksOf({ explicitPath: python, hasDebuggerExtension: true });
    assert.match((await checks.checkPython()).says, /by the setting `ockle\.python\.path`\.$/);
    const { state, says, mend, links } = await checks.checkDebugpy(signal);
    assert.equal(state, 'warning');
    assert.match(says, /has no debugpy.+breakpoints do not stop.+Python Debugger is for that/);
    assert.ok(mend?.includes(`${python} -m pip install debugpy`), mend);
    assert.equal(links?.[0]?.title, 'Open Setting');
  });

  it('says that Python 2 is too old, and which file it is', async () => {
    const python = await pythonOf([2, 7, 18]);
    const { state, says, links } = await checksOf({ explicitPath: python }).checkPython();
    assert.equal(state, 'failed');
    assert.match(says, /it is Python 2\.7\.18, 3\.8 or newer is needed\.$/);
    assert.ok(says.includes(python), says);
    assert.deepEqual(links?.[0]?.args, ['ockle.python.path']);
  });

  it('says that a path leads nowhere, and leaves debugpy out', async () => {
    const checks = checksOf({ explicitPath: join(folder(), 'nowhere') });
    assert.match(
      (await checks.checkPython()).says,
      /nowhere \(ockle\.python\.path\): not there\.$/,
    );
    assert.equal((await checks.checkDebugpy(signal)).state, 'skipped');
  });

  it('says what a program answers that is no Python', async () => {
    const python = await program('#!/bin/sh\necho Good morning\n');
    const { state, says } = await checksOf({ explicitPath: python }).checkPython();
    assert.equal(state, 'failed');
    assert.match(says, /no Python|not valid JSON/i);
  });

  it('waits no longer than it may for one that hangs, and ends it though it hears no SIGTERM', async () => {
    const pid = join(folder(), 'pid');
    const python = await program(
      `#!/usr/bin/env node\nprocess.on('SIGTERM', () => {});\n` +
        `require('fs').writeFileSync(${JSON.stringify(pid)}, String(process.pid));\nsetInterval(() => {}, 1000);\n`,
    );
    const checks = checksOf({ explicitPath: python, patience: 1500 });
    const { state, says } = await checks.checkPython();
    assert.equal(state, 'failed');
    assert.match(says, /no answer within 1\.5 s\.$/);
    const number = Number(await readFile(pid, 'utf8').catch(() => '0'));
    if (number > 0) assert.throws(() => process.kill(number, 0), { code: 'ESRCH' });
  });
});
