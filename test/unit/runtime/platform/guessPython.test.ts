import assert from 'node:assert/strict';
import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { guessPython } from '../../../../runtime/platform/guessPython.ts';
import { makeProject, removeTempProjects } from '../../../support/runtime/tempProject.ts';

/** Like makeProject, with files that can be started. */
async function makePrograms(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await makeProject(files);
  for (const file of Object.keys(files)) await chmod(join(folder, file), 0o755);
  return folder;
}

describe('guessPython', () => {
  const { PATH: path, PYENV_VERSION: version } = process.env;

  beforeEach(() => {
    delete process.env['PYENV_VERSION'];
  });

  afterEach(async () => {
    process.env['PATH'] = path;
    if (version !== undefined) process.env['PYENV_VERSION'] = version;
    await removeTempProjects();
  });

  it('takes what the user chose, then the environment of the project, then the PATH', async () => {
    const project = await makePrograms({
      'bin/python3': '\u007fELF',
      '.venv/pyvenv.cfg': 'home = /usr/bin\n',
    });
    process.env['PATH'] = join(project, 'bin');
    assert.equal(guessPython({ project, explicitPath: '/my/python' }), '/my/python');
    assert.equal(guessPython({ project, explicitPath: 'python' }), undefined);
    assert.equal(guessPython({ project }), join(project, '.venv/bin/python'));
    assert.equal(guessPython({ project: '/nowhere' }), join(project, 'bin/python3'));
  });

  it('takes one that has debugpy for debugging, unless the user or the project chose', async () => {
    const project = await makePrograms({
      'bin/python3': '\u007fELF',
      'lib/python3.12/site-packages/other/__init__.py': '',
      '.venv/pyvenv.cfg': 'home = /usr/bin\n',
    });
    const forDebugging = true;
    process.env['PATH'] = join(project, 'bin');
    assert.notEqual(
      guessPython({ project: '/nowhere', forDebugging }),
      join(project, 'bin/python3'),
    );
    const venv = join(project, '.venv/bin/python');
    assert.equal(guessPython({ project, forDebugging }), venv);
    await mkdir(join(project, 'lib/python3.12/site-packages/debugpy'));
    assert.equal(guessPython({ project: '/nowhere', forDebugging }), join(project, 'bin/python3'));
  });

  it('looks behind what pyenv has in its place', async () => {
    const root = await makePrograms({
      'shims/python3': '#!/usr/bin/env bash\n',
      version: '3.12.1\n',
      'versions/3.12.1/bin/python3': '\u007fELF',
    });
    process.env['PATH'] = join(root, 'shims');
    const python = join(root, 'versions/3.12.1/bin/python3');
    assert.equal(guessPython({ project: '/nowhere' }), python);
    process.env['PYENV_VERSION'] = '3.9.0';
    assert.equal(guessPython({ project: '/nowhere' }), undefined);
    process.env['PATH'] = join(root, 'versions/3.12.1/none');
    assert.equal(guessPython({ project: '/nowhere' }), undefined);
  });
});
