import assert from 'node:assert/strict';
import {
  commonStart,
  completeCommandLine,
  parseCommandLine,
  parseValue,
  valueText,
} from '../../../../extension/console/commandLine.ts';

describe('A line of the console', () => {
  const data = (line: string): unknown => {
    const parsed = parseCommandLine(line);
    return parsed.ok ? [parsed.command, parsed.data] : parsed.message;
  };

  it('is a command and its values, as text or JSON', () => {
    assert.deepEqual(data('listServers'), ['listServers', {}]);
    assert.deepEqual(data('  setServer server=web1  state=on '), [
      'setServer',
      { server: 'web1', state: 'on' },
    ]);
    assert.deepEqual(data('x a=1 b=true c="two words" d=["a", {"b": 2}] e= f=1.2.3'), [
      'x',
      { a: 1, b: true, c: 'two words', d: ['a', { b: 2 }], e: '', f: '1.2.3' },
    ]);
    assert.deepEqual(data('x {"server": "web 1"}'), ['x', { server: 'web 1' }]);
    assert.deepEqual(data('x __proto__=1'), ['x', Object.fromEntries([['__proto__', 1]])]);
  });

  it('says what is wrong with it, and how to write it', () => {
    assert.match(String(data('setServer web1')), /"web1" has no key.*server=web1/);
    assert.match(String(data('x a=[1,')), /no JSON.*brackets/);
    assert.match(String(data('x {"a"')), /no JSON object/);
    assert.match(String(data('   ')), /name of a command/);
  });

  it('can be written again as it was read', () => {
    for (const value of [
      'web1',
      'two words',
      '5',
      5,
      '',
      'a"b',
      'true',
      true,
      null,
      ['x'],
      { a: 1 },
    ]) {
      const parsed = parseValue(valueText(value));
      assert(parsed.ok);
      assert.deepEqual(parsed.value, value);
    }
  });
});

describe('Completion in the console', () => {
  const facts = {
    commands: [
      { name: 'setServer', help: '', keys: ['server', 'state'] },
      { name: 'setOutlet', help: '' },
      { name: 'listServers', help: '' },
    ],
    servers: ['web1', 'web 2', 'mail'],
    words: ['help'],
  };
  const complete = (line: string): unknown => {
    const cursor = line.indexOf('|');
    const { start, candidates } = completeCommandLine(line.replace('|', ''), cursor, facts);
    return [start, ...candidates];
  };

  it('knows commands, their keys and names of servers', () => {
    assert.deepEqual(complete('|'), [0, 'help', 'listServers', 'setOutlet', 'setServer']);
    assert.deepEqual(complete('setS| x=1'), [0, 'setServer']);
    assert.deepEqual(complete('setServer |'), [10, 'server=', 'state=']);
    assert.deepEqual(complete('setServer server=web1 s|'), [22, 'state=']);
    assert.deepEqual(complete('setServer server=w|'), [17, 'web1']);
    assert.deepEqual(complete('setServer state=o|'), [16, 'off', 'on']);
    assert.deepEqual(complete('help l|'), [5, 'listServers']);
    assert.deepEqual(complete('setOutlet x|'), [10]);
    assert.deepEqual(complete('unknown |'), [8]);
  });

  it('goes as far as all agree', () => {
    assert.equal(commonStart(['setServer', 'setState']), 'setS');
    assert.equal(commonStart([]), '');
    assert.equal(commonStart(['a']), 'a');
  });
});
