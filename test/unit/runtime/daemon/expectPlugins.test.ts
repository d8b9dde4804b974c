import assert from 'node:assert/strict';
import { parseArgs } from 'node:util';
import {
  expectedPlugins,
  expectOptions,
  languagesOf,
} from '../../../../runtime/daemon/expectPlugins.ts';
import { readProjectConfig } from '../../../../runtime/config/projectConfig.ts';
import { makeProject, removeTempProjects } from '../../../support/runtime/tempProject.ts';

describe('What a daemon is told to expect', () => {
  after(removeTempProjects);

  const given = (...args: readonly string[]) =>
    expectedPlugins(parseArgs({ args: [...args], options: expectOptions }).values);

  it('is read from its arguments', () => {
    assert.equal(given(), undefined);
    assert.deepEqual(given('--expect', 'One,Two'), { names: ['One', 'Two'], debug: false });
    assert.deepEqual(given('--expect', '', '--expect-debug'), { names: [], debug: true });
  });

  it('needs the languages of the files that have the names of the plugins', async () => {
    const project = await makeProject({
      'etc/config.ini': '[main]\n[plugins]\npluginList = ["Script"]\n',
      'src/plugins/Script.ts': '',
      'src/plugins/Snake.py': '',
    });
    const config = await readProjectConfig(`${project}/etc`);
    const of = (...names: readonly string[]) =>
      languagesOf({ names, debug: false }, project, config);
    assert.deepEqual(of('Snake'), ['python']);
    assert.deepEqual(of('Snake', 'Script', 'Elsewhere'), ['typescript', 'python']);
    assert.deepEqual(of('Elsewhere'), []);
    assert.deepEqual(of(), ['typescript']);
  });
});
