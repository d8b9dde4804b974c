import assert from 'node:assert/strict';
import { pluginVariables } from '../../../../runtime/daemon/pluginVariables.ts';
import { ProjectReader } from '../../../../runtime/daemon/projectReader.ts';
import type { PluginVariable } from '../../../../runtime/protocol/index.ts';
import { makeProject, removeTempProjects } from '../../../support/runtime/tempProject.ts';

describe('The variables of a plugin', () => {
  after(removeTempProjects);

  async function read(files: Readonly<Record<string, string>>) {
    const project = await makeProject({ 'etc/config.ini': '[main]\n', ...files });
    const reader = new ProjectReader({ project, dist: `${project}/dist` });
    const source = { file: `${project}/src/plugins/A.ts`, line: 1 };
    const found = {
      className: 'A',
      language: 'typescript',
      source,
      isShipped: false,
    } as const;
    const variables = await pluginVariables('A', await reader.readPluginConfig(found));
    return { project, variables };
  }

  const template = 'src/config/plugins/A.ini';
  const config = 'etc/config.ini';
  const brief = ({ name, value, origin, problem }: PluginVariable): unknown[] =>
    problem === undefined ? [name, value, origin] : [name, value, origin, problem];

  const problemOf = (variable: PluginVariable | undefined): string => variable?.problem ?? '';

  it('come in the order of the template, then what config.ini has besides', async () => {
    const { project, variables } = await read({
      [template]:
        '[plugins.A]\nZ=["int",1]\n# How loud\n# it is\nLOUD=["bool",true]\nB=["string","x"]\n',
      [config]: '[main]\n[plugins.A]\nextra = 5\nb = y\nz = 12\n',
    });
    assert.deepEqual(variables.map(brief), [
      ['Z', 12, 'config'],
      ['LOUD', true, 'template'],
      ['B', 'y', 'config'],
      ['extra', '5', 'config'],
    ]);
    const [z, loud, , extra] = variables;
    assert.deepEqual(z?.source, { file: `${project}/${config}`, line: 5, column: 1 });
    assert.deepEqual(loud?.source, { file: `${project}/${template}`, line: 5 });
    assert.equal(z.declaration, '["int",1]');
    assert.equal(loud.doc, 'How loud\nit is');
    assert.equal(z.doc, undefined);
    assert.equal(extra?.declaration, undefined);
  });

  it('have those of the general template after their own', async () => {
    const { project, variables } = await read({
      [template]: '[plugins.A]\nB=["int",1]\n',
      'src/config/config.ini': '[plugins.A]\nG=["string","general"]\nB=["int",9]\n',
    });
    assert.deepEqual(variables.map(brief), [
      ['B', 1, 'template'],
      ['G', 'general', 'template'],
    ]);
    assert.equal(variables[1]?.source?.file, `${project}/src/config/config.ini`);
  });

  it('say why there is no value, or one that does not fit', async () => {
    const { variables } = await read({
      [template]:
        '[plugins.A]\nN=["int",1]\nR=["intrange",3,"1-8"]\nP=["string","p"]\nX=["strng","x"]\nBAD=["int",\n' +
        'S=["select",true]\n',
      [config]: '[main]\n[plugins.A]\nN = many\nR = 9\nP = 100%\n',
    });
    const [, , p, x, bad, s] = variables;
    assert.deepEqual(variables.slice(0, 2).map(brief), [
      ['N', 'many', 'config', 'The text of etc/config.ini is no int: write a whole number.'],
      [
        'R',
        9,
        'config',
        'The text of etc/config.ini is no intrange: write a whole number from 1-8.',
      ],
    ]);
    assert.deepEqual(p?.value, 'p');
    assert.match(problemOf(p), /^etc\/config\.ini has no text that can be read: .*used\.$/);
    assert.match(problemOf(x), /no type "strng"/);
    assert.equal(bad?.value, null);
    assert.notEqual(problemOf(bad), '');
    assert.equal(s?.value, null);
    assert.match(problemOf(s), /^No choices are defined/);
  });

  it('tell no secret, wherever it is written', async () => {
    const { variables } = await read({
      [template]:
        '[plugins.A]\n# password = hunter0\nAPI_KEY=["string","hunter1"]\nEMPTY_TOKEN=["string",""]\nURL=["string","http://x/?token=hunter2"]\n',
      [config]: '[main]\n[plugins.A]\nsnmp_community = hunter3\n',
    });
    assert.ok(!JSON.stringify(variables).includes('hunter'));
    assert.deepEqual(
      variables.map(({ name, value, isSecret }) => [name, value, isSecret]),
      [
        ['API_KEY', '***', true],
        ['EMPTY_TOKEN', '', true],
        ['URL', 'http://x/?token=***', true],
        ['snmp_community', '***', true],
      ],
    );
    assert.equal(variables[0]?.declaration, '["string","***"]');
  });

  it('are none without template and section, and those of config.ini with that alone', async () => {
    assert.deepEqual((await read({})).variables, []);
    const { variables } = await read({ [config]: '[main]\n[plugins.A]\nname = x\n' });
    assert.deepEqual(variables.map(brief), [['name', 'x', 'config']]);
  });

  it('are read from names that every object has', async () => {
    const { variables } = await read({
      [template]: '[plugins.A]\n__proto__=["int",1]\nconstructor=["int",2]\n',
    });
    assert.deepEqual(variables.map(brief), [
      ['__proto__', 1, 'template', 'Readers drop the name "__proto__". Choose another.'],
      ['constructor', 2, 'template'],
    ]);
  });
});
