import assert from 'node:assert/strict';
import { planReset, planValue } from '../../../../../extension/views/plugins/planVariable.ts';
import { variableInput } from '../../../../../extension/views/plugins/variableInput.ts';
import { variablesOfFiles } from '../../../../../extension/views/plugins/variablesOfFiles.ts';
import { withPending } from '../../../../../extension/views/plugins/withPending.ts';
import { applyEdits } from '../../../../../runtime/ini/index.ts';
import type { PluginVariable } from '../../../../../runtime/protocol/index.ts';
import { isSecretOption } from '../../../../../runtime/plugins/shipped/secretOptions.ts';

const template = {
  file: '/lab/A.ini',
  text: '[plugins.A]\n# Seconds between two looks.\nWAIT_TIME=["int",5]\nLEVEL=["string","low"]\nPASSWORD=["string",""]\n',
};

describe('The config variables of a plugin', () => {
  const config = (text: string) => ({ file: '/lab/etc/config.ini', text });

  it('come from its template and config.ini, with their places', () => {
    const text = '[plugins.A]\nwait_time = 7\nextra = 50%%\npassword = x\n';
    const found = variablesOfFiles({ templates: [template], config: config(text) }, 'A');
    assert.deepEqual(
      found.map(({ name, value, origin, source, isSecret }) => [
        name,
        value,
        origin,
        source?.line,
        isSecret === true,
      ]),
      [
        ['WAIT_TIME', '7', 'config', 2, false],
        ['LEVEL', 'low', 'template', 4, false],
        ['PASSWORD', 'x', 'config', 4, true],
        ['extra', '50%', 'config', 3, false],
      ],
    );
    assert.equal(found[0]?.doc, 'Seconds between two looks.');
    assert.equal(found[0].declaration, '["int",5]');
  });

  it('are hidden by the names that the shipped plugins hide', () => {
    for (const name of ['password', 'API_KEY', 'write_community', 'keys', 'level', 'token']) {
      const text = `[plugins.A]\n${name} = x\n`;
      const [variable] = variablesOfFiles({ templates: [], config: config(text) }, 'A');
      assert.equal(variable?.isSecret === true, isSecretOption(name), name);
    }
  });

  it('tell what changes with the next reload', () => {
    const before = variablesOfFiles({ templates: [template] }, 'A');
    const text = '[plugins.A]\nWAIT_TIME=9\npassword=y\nnew=1\n';
    const after = variablesOfFiles({ templates: [template], config: config(text) }, 'A');
    const shown = withPending(before, after);
    assert.deepEqual(
      shown.map(({ variable, afterReload }) => [variable.name, variable.value, afterReload]),
      [
        ['WAIT_TIME', 5, '9'],
        ['LEVEL', 'low', undefined],
        ['PASSWORD', '', undefined],
        ['new', null, '1'],
      ],
    );
    const same = withPending(after, after).filter(({ afterReload }) => afterReload !== undefined);
    assert.deepEqual(same, []);
  });
});

describe('A value of a variable', () => {
  const input = (declaration: string, over: Partial<PluginVariable> = {}) =>
    variableInput({ name: 'X', value: '', origin: 'template', declaration, ...over });
  const refusal = (declaration: string, text: string): string | undefined => {
    const asked = input(declaration);
    assert(asked.kind === 'text');
    const { isRefused, message } = asked.remarkOn(text);
    return isRefused ? message : undefined;
  };

  it('is chosen where there are few', () => {
    assert.deepEqual(input('["bool",true]'), { kind: 'choices', choices: ['true', 'false'] });
    assert.deepEqual(input('["intrange",1,"1-3"]'), { kind: 'choices', choices: ['1', '2', '3'] });
  });

  it('is checked by the type of its template while it is typed', () => {
    assert.equal(refusal('["int",1]', '12'), undefined);
    assert.match(refusal('["int",1]', 'abc') ?? '', /"abc" is no whole number.*digits/);
    assert.match(refusal('["int",1]', '') ?? '', /such as 5/);
    assert.match(refusal('["int",1]', '99999999999999999') ?? '', /smaller/);
    assert.equal(refusal('["intrange",1,"1-600"]', '600'), undefined);
    assert.match(refusal('["intrange",1,"1-600"]', '601') ?? '', /from 1 to 600/);
    assert.equal(refusal('["string",""]', 'any thing; # [x'), undefined);
    assert.match(refusal('["string",""]', ' x') ?? '', /blanks/);
    assert.match(refusal('["multilist",false]', 'x') ?? '', /\["First", "Second"\]/);
    assert.equal(refusal('["multilist",false]', '["x"]'), undefined);
    assert.equal(refusal('nonsense', 'x'), undefined);
  });

  it('is not repeated when it is a secret', () => {
    const asked = input('["string",""]', { isSecret: true });
    assert(asked.kind === 'text' && asked.isSecret);
    assert.equal(asked.remarkOn('hunter2').message.includes('hunter2'), false);
  });

  const config = '; my rack\n[plugins]\npluginList = ["A"]\n\n[plugins.A]\n# slow\nwait_time = 7\n';

  function after(plan: ReturnType<typeof planValue>, text = config): string {
    assert(plan.ok);
    return applyEdits(text, plan.plan.textEdits[0]?.edits ?? []);
  }

  it('goes to its line in config.ini, and nothing else changes', () => {
    const set = planValue(config, { plugin: 'A', name: 'WAIT_TIME', value: '50%' });
    assert.equal(after(set), config.replace('wait_time = 7', 'wait_time = 50%%'));
    const added = planValue(config, { plugin: 'A', name: 'LEVEL', value: 'high' });
    assert.equal(after(added), `${config.trimEnd()}\nLEVEL = high\n`);
    const fresh = planValue(undefined, { plugin: 'A', name: 'LEVEL', value: 'high' });
    assert(fresh.ok);
    assert.equal(fresh.plan.newFiles[0]?.text, '[plugins.A]\nLEVEL = high\n');
  });

  it('is taken out again, and the default holds', () => {
    const reset = planReset(config, { plugin: 'A', name: 'WAIT_TIME' });
    assert.equal(after(reset), config.replace('wait_time = 7\n', ''));
    const none = planReset(config, { plugin: 'A', name: 'LEVEL' });
    assert(none.ok);
    assert.deepEqual(none.plan.textEdits, []);
  });

  it('that would change other lines is refused', () => {
    const refused = planReset(`${config}wait_time = 8\n`, { plugin: 'A', name: 'WAIT_TIME' });
    assert(!refused.ok);
    assert.match(refused.message, /more than once/);
  });
});
