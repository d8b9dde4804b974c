import assert from 'node:assert/strict';
import { relative } from 'node:path';
import { readProjectConfig } from '../../../../runtime/config/projectConfig.ts';
import { makeProject, removeTempProjects } from '../../../support/runtime/tempProject.ts';

async function readConfig(text?: string) {
  const project = await makeProject(text === undefined ? {} : { 'etc/config.ini': text });
  const config = await readProjectConfig(`${project}/etc`);
  const problems = config.problems.map(
    ({ code, source }) => `${code} ${relative(project, source?.file ?? '')}:${source?.line ?? 0}`,
  );
  return { config, problems };
}

describe('readProjectConfig', () => {
  after(removeTempProjects);

  it('reads plugins in order, folders, fractions of seconds and attempts', async () => {
    const { config, problems } = await readConfig(
      [
        '[main]',
        'server_dir = machines',
        '[plugins]',
        'pluginList = ["B", "A"]',
        '[servers]',
        'max_startup_time = 0.25',
        'max_attempts = 0',
      ].join('\n'),
    );
    assert.deepEqual(problems, []);
    assert.equal(config.paths.servers, 'etc/machines');
    assert.equal(config.paths.outlets, 'etc/outlets');
    assert.deepEqual(config.pluginList, ['B', 'A']);
    assert.equal(config.pluginListSource.line, 4);
    assert.equal(config.maxStartupMs, 250);
    assert.equal(config.maxAttempts, 0);
  });

  it('goes on with the defaults without a file, and says so', async () => {
    const { config, problems } = await readConfig();
    assert.deepEqual(problems, ['config-missing etc/config.ini:1']);
    assert.deepEqual(config.pluginList, []);
    assert.equal(config.maxStartupMs, 60_000);
    assert.equal(config.maxAttempts, 3);
    assert.equal(config.paths.plugins, 'src/plugins');
  });

  const faults: Readonly<Record<string, readonly [text: string, problem: string]>> = {
    'no [main]': ['[plugins]\n', 'config-main-missing etc/config.ini:1'],
    'a time that is no number': [
      '[main]\n[servers]\nmax_startup_time = soon\n',
      'config-number-invalid etc/config.ini:3',
    ],
    'a negative time': [
      '[main]\n[servers]\nmax_startup_time = -1\n',
      'config-number-invalid etc/config.ini:3',
    ],
    'an empty time': [
      '[main]\n[servers]\nmax_startup_time =\n',
      'config-number-invalid etc/config.ini:3',
    ],
    'attempts with a fraction': [
      '[main]\n[servers]\n\nmax_attempts = 1.5\n',
      'config-number-invalid etc/config.ini:4',
    ],
    'a folder outside the project': [
      '[main]\nserver_dir = ../../other\n',
      'path-outside-project etc/config.ini:2',
    ],
    'a plugin list that is no list': [
      '[main]\n[plugins]\npluginList = ["A",\n',
      'name-list-invalid etc/config.ini:3',
    ],
    'a line that is no option': ['[main]\nhello\n', 'missing-delimiter etc/config.ini:2'],
  };
  for (const [name, [text, problem]] of Object.entries(faults)) {
    it(`goes on with the defaults after ${name}`, async () => {
      const { config, problems } = await readConfig(text);
      assert.deepEqual(problems, [problem]);
      assert.equal(config.maxStartupMs, 60_000);
      assert.equal(config.maxAttempts, 3);
      assert.deepEqual(config.pluginList, []);
    });
  }

  it('says how to mend it', async () => {
    const { config } = await readConfig('[main]\n[servers]\nmax_startup_time = soon\n');
    assert.equal(
      config.problems[0]?.message,
      '"max_startup_time" in section [servers] must be a number of seconds, 0 or more; 60 is used. Write max_startup_time = 2.5.',
    );
  });
});
