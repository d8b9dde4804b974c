import assert from 'node:assert/strict';
import {
  isOckleProject,
  languageOf,
  projectPaths,
  readConfigFile,
  readPluginList,
} from '../../../../runtime/project/index.ts';

describe('etc/config.ini', () => {
  it('names the enabled plugins in their order', () => {
    assert.deepEqual(readPluginList('[plugins]\npluginList = ["B", "A"]\n'), ['B', 'A']);
    assert.deepEqual(readPluginList(''), []);
  });

  it('says what is wrong with pluginList instead of enabling nothing in silence', () => {
    const { plugins, problems } = readConfigFile('[plugins]\npluginList = ["A",]\n');
    assert.deepEqual(plugins, []);
    assert.equal(problems[0]?.code, 'name-list-invalid');
    assert.deepEqual(problems[0].source, { file: 'etc/config.ini', line: 2, column: 1 });
  });

  it('may rename the folders', () => {
    const { settings } = readConfigFile('[main]\nserver_dir = rack\nPLUGIN_DIR = my.plugins\n');
    const paths = projectPaths(settings);
    assert.equal(paths.servers, 'etc/rack');
    assert.equal(paths.outlets, 'etc/outlets');
    assert.equal(paths.pluginFile('Timer', 'python'), 'src/my/plugins/Timer.py');
    assert.equal(paths.pluginTemplate('Timer'), 'src/config/plugins/Timer.ini');
  });

  it('keeps every folder inside the project', () => {
    for (const hostile of ['..', '../x', '/etc', 'a/../../b', '\\x', 'C:\\x', '.', 'a\0b']) {
      const { settings, problems } = readConfigFile(`[main]\nserver_dir = ${hostile}\n`);
      assert.equal(settings.serverDir, 'servers', hostile);
      assert.equal(problems[0]?.code, 'path-outside-project', hostile);
    }
  });
});

describe('A folder', () => {
  it('is an Ockle project by its config or its plugin templates', () => {
    assert.ok(isOckleProject(['README', 'etc/config.ini']));
    assert.ok(isOckleProject(['src/config/plugins/Timer.ini']));
    assert.ok(!isOckleProject(['config.ini', 'etc/config.ini.example', 'src/plugins/Timer.py']));
  });

  it('tells the language of a plugin by the name of its file', () => {
    assert.equal(languageOf('src/plugins/Timer.ts'), 'typescript');
    assert.equal(languageOf('src/plugins/Timer.py'), 'python');
    for (const name of ['__init__.py', 'Timer.pyc', 'types.d.ts', 'Timer.ini']) {
      assert.equal(languageOf(`src/plugins/${name}`), undefined, name);
    }
  });
});
