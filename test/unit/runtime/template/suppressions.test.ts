import assert from 'node:assert/strict';
import type { SeverityOptions, SeveritySetting } from '../../../../runtime/template/index.ts';
import { validateTemplate } from '../../../../runtime/template/index.ts';

const file = 'src/config/plugins/Demo.ini';

function codesOf(lines: readonly string[], options: SeverityOptions = {}): readonly string[] {
  const text = ['[plugins.Demo]', ...lines].join('\n');
  return validateTemplate(text, { file, ...options }).map(
    ({ code, severity, range: { start, end } }) =>
      `${start.line}:${start.character}-${end.character} ${code} ${severity}`,
  );
}

function settings(entries: Readonly<Record<string, SeveritySetting>>): SeverityOptions {
  return { severities: new Map(Object.entries(entries)) };
}

const negative = 'A=["int",-1]';

describe('A comment that ignores a code', () => {
  it('takes it from the next line', () => {
    assert.deepEqual(codesOf(['# ockle-ignore-next-line int-negative-default', negative]), []);
    assert.deepEqual(codesOf([';ockle-ignore-next-line int-negative-default', negative]), []);
  });

  it('takes several, from the line after all such comments', () => {
    const bad = 'a=["int",-1]\nA:["int",1]';
    assert.deepEqual(codesOf([bad]), [
      '1:9-11 int-negative-default warning',
      '2:0-1 duplicate-key-case error',
      '2:1-2 colon-delimiter warning',
    ]);
    const both = '# ockle-ignore-next-line colon-delimiter , duplicate-key-case -- both wanted';
    const [first, second] = bad.split('\n');
    assert.deepEqual(
      codesOf([
        '# ockle-ignore-next-line int-negative-default',
        first ?? '',
        '# ockle-ignore-next-line colon-delimiter',
        '# ockle-ignore-next-line duplicate-key-case',
        second ?? '',
      ]),
      [],
    );
    assert.deepEqual(
      codesOf(['# ockle-ignore-file int-negative-default', first ?? '', both, second ?? '']),
      [],
    );
  });

  it('takes it from the whole file, wherever the comment stands', () => {
    assert.deepEqual(codesOf([negative, '# ockle-ignore-file int-negative-default']), []);
  });

  it('is a comment like others when it is indented or goes on', () => {
    const kept = codesOf(['# ockle-ignore-next-lines int-negative-default', negative]);
    assert.deepEqual(kept, ['2:9-11 int-negative-default warning']);
    const indented = codesOf([negative, ' # ockle-ignore-file int-negative-default']);
    assert.equal(indented.length, 2);
  });

  it('is marked where it has nothing to do', () => {
    assert.deepEqual(codesOf(['# ockle-ignore-next-line int-unsafe', 'A=["int",1]']), [
      '1:25-35 unused-suppression hint',
    ]);
    const twice = '# ockle-ignore-file int-negative-default,int-negative-default';
    assert.deepEqual(codesOf([twice, negative]), ['1:41-61 unused-suppression hint']);
  });

  it('is marked where it names no code there is', () => {
    assert.deepEqual(codesOf(['# ockle-ignore-file int-negativ-default', 'A=["int",1]']), [
      '1:20-39 unknown-suppression hint',
    ]);
    assert.deepEqual(codesOf(['# ockle-ignore-next-line', 'A=["int",1]']), [
      '1:2-24 unknown-suppression hint',
    ]);
    for (const code of ['__proto__', 'constructor', 'toString']) {
      const [found] = codesOf([`# ockle-ignore-file ${code}`, 'A=["int",1]']);
      assert.match(found ?? '', /unknown-suppression/);
    }
  });

  it('is not marked for what the text alone does not tell', () => {
    const codes = 'lone-cr,config-var-unused,portability-hash,unused-suppression';
    assert.deepEqual(codesOf([`# ockle-ignore-file ${codes}`, 'A=["int",1]']), []);
    const on = codesOf([`# ockle-ignore-file ${codes}`, 'A=["int",1]'], { isPortabilityOn: true });
    assert.deepEqual(on, [], 'the comment ignores its own mark as well');
  });

  it('may ignore the marks of other comments', () => {
    const lines = ['# ockle-ignore-file unused-suppression', '# ockle-ignore-file bad,int-unsafe'];
    assert.deepEqual(codesOf([...lines, 'A=["int",1]']), ['2:20-23 unknown-suppression hint']);
  });
});

describe('A severity setting', () => {
  it('changes the severity of a code, or turns it off', () => {
    const error = codesOf([negative], settings({ 'int-negative-default': 'error' }));
    assert.deepEqual(error, ['1:9-11 int-negative-default error']);
    assert.deepEqual(codesOf([negative], settings({ 'int-negative-default': 'off' })), []);
    assert.deepEqual(codesOf([negative], settings({ nothing: 'off', __proto__: 'off' })), [
      '1:9-11 int-negative-default warning',
    ]);
  });

  it('leaves a comment its work where the code is off', () => {
    const lines = ['# ockle-ignore-next-line int-negative-default', negative];
    assert.deepEqual(codesOf(lines, settings({ 'int-negative-default': 'off' })), []);
  });
});
