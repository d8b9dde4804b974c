import assert from 'node:assert/strict';
import { join } from 'node:path';
import { validateTemplate } from '../../../../runtime/template/index.ts';
import { readPluginConfig } from '../../../../runtime/config/pluginConfig.ts';
import { readProjectConfig } from '../../../../runtime/config/projectConfig.ts';
import { makeProject, removeTempProjects } from '../../../support/runtime/tempProject.ts';

async function readTimer(files: Readonly<Record<string, string>>) {
  const project = await makeProject(files);
  const read = await readPluginConfig(
    { templates: project },
    await readProjectConfig(`${project}/etc`),
    'Timer',
  );
  return { ...read, project, at: (path: string) => join(project, path) };
}

const template = '[plugins.Timer]\nWAIT_TIME=["int",1]\nNAME=["string","x"]\n';

describe('readPluginConfig', () => {
  after(removeTempProjects);

  it('has the text of config.ini and the default of the template, each with its place', async () => {
    const { config, templateFile, problems, at } = await readTimer({
      'etc/config.ini': '[main]\n[plugins.Timer]\nWait_Time = 2\n',
      'src/config/plugins/Timer.ini': template,
    });
    assert.deepEqual(problems, []);
    assert.equal(templateFile, at('src/config/plugins/Timer.ini'));
    assert.deepEqual(config, {
      wait_time: {
        text: '2',
        textOrigin: { file: at('etc/config.ini'), line: 3, column: 1 },
        default: 1,
        defaultOrigin: { file: templateFile, line: 2 },
      },
      name: { default: 'x', defaultOrigin: { file: templateFile, line: 3 } },
    });
  });

  it('falls back to the general template, which the own one overrules', async () => {
    const { config, at } = await readTimer({
      'src/config/config.ini': '[plugins.Timer]\nWAIT_TIME=["int",9]\nPORT=["int",8088]\n',
      'src/config/plugins/Timer.ini': template,
    });
    assert.equal(config['wait_time']?.default, 1);
    assert.deepEqual(config['port'], {
      default: 8088,
      defaultOrigin: { file: at('src/config/config.ini'), line: 3 },
    });
  });

  for (const [className, option] of [
    ['SocketListener', '"int",9090'],
    ['Logger', '"string","sqlite:///~~HOME~~log.db"'],
  ] as const) {
    it(`falls back to the general template for ${className}, which has none of its own`, async () => {
      const project = await makeProject({
        'etc/config.ini': `[main]\n[plugins.${className}]\nother = 1\n`,
        'src/config/config.ini': `[plugins.${className}]\nOPTION=[${option}]\n`,
      });
      const projectConfig = await readProjectConfig(`${project}/etc`);
      const { config } = await readPluginConfig({ templates: project }, projectConfig, className);
      assert.deepEqual(config['option']?.default, (JSON.parse(`[${option}]`) as unknown[])[1]);
      assert.equal(config['other']?.text, '1');
    });
  }

  it('has no default of types that have none', async () => {
    const { config, templateFile } = await readTimer({
      'src/config/plugins/Timer.ini': '[plugins.Timer]\nMODE=["select",true]\n',
    });
    assert.deepEqual(config['mode'], { defaultOrigin: { file: templateFile, line: 2 } });
  });

  it('interpolates, and says why it cannot', async () => {
    const { config } = await readTimer({
      'etc/config.ini': '[main]\n[plugins.Timer]\nbase = a\npath = %(base)s/b\nbad = 100%\n',
    });
    assert.equal(config['path']?.text, 'a/b');
    assert.equal(config['bad']?.text, undefined);
    assert.match(config['bad']?.textError ?? '', /%/);
  });

  it('reads only the section of the class', async () => {
    const { config } = await readTimer({
      'etc/config.ini': '[main]\nwait_time = 5\n[plugins.Other]\nwait_time = 7\n',
    });
    assert.deepEqual(config, {});
  });

  it('reports what keeps a template from being read, and keeps the rest', async () => {
    const { config, problems, templateFile } = await readTimer({
      'src/config/plugins/Timer.ini': '[plugins.Timer]\nWAIT_TIME=["int",1\nNAME=["string","x"]\n',
    });
    assert.equal(config['wait_time'], undefined);
    assert.equal(config['name']?.default, 'x');
    assert.deepEqual(
      problems.map(({ plugin, severity, source }) => [
        plugin,
        severity,
        source?.file,
        source?.line,
      ]),
      [['Timer', 'error', templateFile, 2]],
    );
  });

  it('reports errors and warnings of a template as the editor does, and no advice', async () => {
    const text =
      '[plugins.Timer]\nA: ["int",1]\nB=["strng",1]\nC=["string","a\\n"]\n# ockle-ignore-next-line int-negative-default\nD=["int",-1]\nE=["multilist",false,\n "x"]\n';
    const { problems } = await readTimer({ 'src/config/plugins/Timer.ini': text });
    const told = problems.map(({ severity, code, source }) => [severity, code, source?.line]);
    const file = 'src/config/plugins/Timer.ini';
    const expected = validateTemplate(text, { file })
      .filter(({ severity }) => severity === 'error' || severity === 'warning')
      .map(({ severity, code, range }) => [severity, code, range.start.line + 1]);
    assert.deepEqual(told, expected);
    assert.deepEqual(told.slice(0, 2), [
      ['warning', 'colon-delimiter', 2],
      ['error', 'unknown-type', 3],
    ]);
  });
});
