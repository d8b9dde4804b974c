import assert from 'node:assert/strict';
import { templateDefaults } from '../../../../runtime/template/index.ts';

describe('templateDefaults', () => {
  const defaultsOf = (...lines: string[]) =>
    [
      ...templateDefaults(['[plugins.Demo]', ...lines, ''].join('\n'), 'plugins.Demo').entries(),
    ].map(([key, { type, default: value }]) => [key, type, value]);

  it('reads the typed JSON value of every plain type', () => {
    assert.deepEqual(
      defaultsOf(
        'WAIT_TIME=["int",1]',
        'NAME = ["string", "a ; b"]',
        'ON=["bool",false]',
        'SOCKET=["intrange",3,"1-8"]',
      ),
      [
        ['wait_time', 'int', 1],
        ['name', 'string', 'a ; b'],
        ['on', 'bool', false],
        ['socket', 'intrange', 3],
      ],
    );
  });

  it('has no default for select and multilist, whose second element is a flag', () => {
    assert.deepEqual(defaultsOf('A=["select",false]', 'B=["multilist",true,"x/~~name~~"]'), [
      ['a', 'select', undefined],
      ['b', 'multilist', undefined],
    ]);
  });

  it('takes the last of two declarations, and %% as a percent sign', () => {
    assert.deepEqual(defaultsOf('A=["int",1]', 'a=["string","100%%"]'), [['a', 'string', '100%']]);
  });

  it('leaves out what cannot be read and keeps the rest', () => {
    assert.deepEqual(
      defaultsOf('A=["int"', 'B=5', 'C=[1,"int"]', 'D=["string","50%"]', 'E=[]', 'F=["int",2]'),
      [['f', 'int', 2]],
    );
  });

  it('has the line and the spelling of each declaration', () => {
    const found = templateDefaults(
      '# head\r\n[plugins.Demo]\r\nWAIT=["int",1]\r\n',
      'plugins.Demo',
    );
    assert.deepEqual(found.get('wait'), { name: 'WAIT', type: 'int', default: 1, line: 2 });
  });

  it('is empty for a section that is not there', () => {
    assert.equal(templateDefaults('[plugins.Demo]\nA=["int",1]\n', 'plugins.Other').size, 0);
  });
});
