import assert from 'node:assert/strict';
import { escapePercent, interpolate, parseIni } from '../../../../runtime/ini/index.ts';

describe('interpolate', () => {
  const read = (lines: string, name = 'a') => {
    const result = interpolate(parseIni(`[DEFAULT]\nd=D\n[s]\n${lines}\n`), 's', name);
    return result.ok ? result.value : `!${result.problem.code}`;
  };

  for (const [lines, expected] of [
    ['a=plain', 'plain'],
    ['a=100%%', '100%'],
    ['a=%%(b)s', '%(b)s'],
    ['a=%(B)s-%(d)s\nb=x', 'x-D'],
    ['a=%(b)s\nb=%(c)s\nc=%%', '%'],
    ['a=100%', '!percent-unescaped'],
    ['a=%d', '!percent-unescaped'],
    ['a=%(b', '!percent-bad-reference'],
    ['a=%()s', '!percent-bad-reference'],
    ['a=%(b)d\nb=1', '!percent-bad-reference'],
    ['a=%(nope)s', '!percent-undefined-reference'],
    ['a=%(a)s', '!percent-recursive'],
    ['a=%(b)s\nb=%(a)s', '!percent-recursive'],
    ['b=1', '!option-missing'],
  ] as const) {
    it(`reads ${JSON.stringify(lines)} as ${expected}`, () => {
      assert.equal(read(lines), expected);
    });
  }

  it('stops where short references would fill the memory', () => {
    const lines = Array.from({ length: 9 }, (_, n) => `k${n}=${`%(k${n + 1})s`.repeat(40)}`);
    assert.equal(read([...lines, 'k9=%%x'].join('\n'), 'k0'), '!value-too-long');
  });

  it('names the section and the option in its messages', () => {
    const result = interpolate(parseIni('[s]\nWait=5%\n'), 's', 'wait');
    assert.ok(!result.ok);
    assert.equal(
      result.problem.message,
      '[s] Wait: "%" must be followed by "%" or "(". Write "%%" for a percent sign.',
    );
  });

  it('reads back what was escaped', () => {
    assert.equal(read(`a=${escapePercent('%(x)s 5%')}`), '%(x)s 5%');
  });
});
