import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PythonFinder } from '../../../../runtime/platform/pythonFinder.ts';

/** A stand-in that answers the finder's question. */
function python(path: string, version: readonly number[], hasDebugpy: boolean): string {
  return `#!/bin/sh\necho '${JSON.stringify([path, version, hasDebugpy])}'\n`;
}

describe('PythonFinder', () => {
  let project: string;
  let pathBefore: string | undefined;

  async function install(path: string, script: string): Promise<string> {
    const file = join(project, path);
    await mkdir(join(file, '..'), { recursive: true });
    await writeFile(file, script);
    await chmod(file, 0o755);
    return file;
  }

  beforeEach(async () => {
    project = await mkdtemp(join(tmpdir(), 'ockle-python-'));
    pathBefore = process.env['PATH'];
    process.env['PATH'] = `${join(project, 'bin')}:${String(pathBefore)}`;
  });

  afterEach(async () => {
    process.env['PATH'] = pathBefore;
    await rm(project, { recursive: true });
  });

  it('finds a real Python 3 with its version', async () => {
    const search = await new PythonFinder({ project }).find({ forDebugging: false });
    assert.equal(search.kind, 'found');
    assert.match(search.python.version, /^3\.\d+\.\d+$/);
    assert.match(search.python.command, /^\//);
  });

  it('takes the project .venv before the PATH, also for debugging', async () => {
    await install('bin/python3', python('/onPath', [3, 12, 0], true));
    await install('.venv/bin/python', python('/venv', [3, 12, 0], false));
    await writeFile(join(project, '.venv/pyvenv.cfg'), 'home = /usr/bin\nversion = 3.12.0\n');
    const search = await new PythonFinder({ project }).find({ forDebugging: true });
    assert.equal(search.kind, 'found');
    assert.equal(search.python.command, '/venv');
  });

  it('takes no .venv without pyvenv.cfg', async () => {
    await install('bin/python3', python('/onPath', [3, 12, 0], true));
    await install('.venv/bin/python', python('/venv', [3, 12, 0], false));
    const search = await new PythonFinder({ project }).find({ forDebugging: false });
    assert.equal(search.kind === 'found' && search.python.command, '/onPath');
  });

  it('asks each interpreter once', async () => {
    const onlyOnce = `[ -e ${project}/asked ] && exit 1\n: > ${project}/asked`;
    await install('bin/python3', `#!/bin/sh\n${onlyOnce}\n${python('/p', [3, 9, 1], true)}`);
    const finder = new PythonFinder({ project });
    await finder.find({ forDebugging: false });
    const again = await finder.find({ forDebugging: true });
    assert.equal(again.kind === 'found' && again.python.command, '/p');
  });

  it('says what is wrong with the interpreter that the user set, and tries no other', async () => {
    const old = await install('old', python('/old', [2, 7, 18], false));
    const search = await new PythonFinder({ project, explicitPath: old }).find({
      forDebugging: false,
    });
    assert.deepEqual(search, {
      kind: 'missing',
      message: [
        'No Python 3.8 or newer was found. Tried:',
        `  - ${old} (ockle.python.path): it is Python 2.7.18, 3.8 or newer is needed`,
        'Install Python 3, or name its interpreter in the setting “ockle.python.path”.',
      ].join('\n'),
    });
  });

  it('says that the interpreter is not there', async () => {
    const search = await new PythonFinder({ project, explicitPath: '/no/python' }).find({
      forDebugging: false,
    });
    assert.equal(search.kind, 'missing');
    assert.match(search.message, /\/no\/python \(ockle\.python\.path\): not there/);
  });

  it('says what a broken interpreter said', async () => {
    const broken = await install('broken', '#!/bin/sh\necho "no encodings" >&2\nexit 1\n');
    const search = await new PythonFinder({ project, explicitPath: broken }).find({
      forDebugging: false,
    });
    assert.match(search.kind === 'missing' ? search.message : '', /: no encodings/);
  });
});
