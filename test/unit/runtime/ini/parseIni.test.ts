import assert from 'node:assert/strict';
import { parseIni } from '../../../../runtime/ini/index.ts';

describe('parseIni', () => {
  const values = (text: string, section = 's') =>
    Object.fromEntries(
      [...parseIni(text).options(section)].map(([key, { value }]) => [key, value]),
    );

  const problems = (text: string) =>
    parseIni(text).problems.map(({ code, range }) => [
      code,
      range.line,
      range.character,
      range.character + range.end - range.start,
    ]);

  it('reads sections, options and comments with their places', () => {
    const text = '# head\r\n[main] ; x\r\n\tName : two words  \r\n';
    const document = parseIni(text);
    const [section] = document.sections;
    const [option] = section!.options;
    const place = (range: Parameters<typeof document.textOf>[0]) => [
      document.textOf(range),
      range.line,
      range.character,
    ];
    assert.deepEqual(place(document.comments[0]!.range), ['# head', 0, 0]);
    assert.deepEqual(place(section!.header!.range), ['[main]', 1, 0]);
    assert.deepEqual(place(section!.header!.name), ['main', 1, 1]);
    assert.deepEqual(place(section!.header!.trailing!), ['; x', 1, 7]);
    assert.deepEqual(place(option!.nameRange), ['Name', 2, 1]);
    assert.deepEqual(place(option!.delimiter), [':', 2, 6]);
    assert.deepEqual(place(option!.valueRange), ['two words', 2, 8]);
    assert.equal(document.lineEnd, '\r\n');
    assert.deepEqual(document.problems, []);
  });

  it('counts UTF-16 units', () => {
    const [section] = parseIni('[s]\n\u{1f600} = \u{1f600}x\n').sections;
    assert.equal(section!.options[0]!.valueRange.character, 5);
  });

  it('finds options by any spelling, the last of all sections of that name', () => {
    const document = parseIni('[s]\nWait=1\n[t]\nx=1\n[s]\nWAIT=2\n');
    assert.equal(document.get('s', 'wait'), '2');
    assert.equal(document.get('s', 'nope'), undefined);
    assert.equal(document.get('S', 'wait'), undefined);
    assert.deepEqual(document.sectionNames(), ['s', 't']);
  });

  it('lets every section inherit from DEFAULT', () => {
    const document = parseIni('[DEFAULT]\na=1\nb=1\n[s]\nb=2\n');
    assert.deepEqual([document.get('s', 'a'), document.get('s', 'b')], ['1', '2']);
    assert.equal(document.get('none', 'a'), undefined);
    assert.deepEqual(document.sectionNames(), ['s']);
  });

  it('keeps comments and semicolons that stand in a value', () => {
    assert.deepEqual(values('[s]\na=["x;y#z"] ; c\nb=x # y\n'), { a: '["x;y#z"] ; c', b: 'x # y' });
  });

  it('joins continuation lines, comments between them left out', () => {
    assert.deepEqual(values('[s]\na=1\n  2\n; c\n  # d\n\n  3\n\nb=\n 4\n'), {
      a: '1\n2\n\n3',
      b: '\n4',
    });
  });

  it('takes an indented line as an option where nothing can be continued', () => {
    assert.deepEqual(values(' [s]\n  a=1\n  b=2\n'), { a: '1', b: '2' });
  });

  it('splits at the first of = and :', () => {
    assert.deepEqual(values('[s]\nhttp://x=1\na : = 1\nb==1\n'), {
      http: '//x=1',
      a: '= 1',
      b: '=1',
    });
  });

  it('has no trouble with names of Object.prototype', () => {
    const text = '[__proto__]\nconstructor=1\n__proto__=2\n';
    const document = parseIni(text);
    assert.equal(document.get('__proto__', 'CONSTRUCTOR'), '1');
    assert.equal(document.get('__proto__', '__proto__'), '2');
    assert.equal(document.get('__proto__', 'toString'), undefined);
  });

  describe('goes on and says where Python gives up', () => {
    const cases: readonly (readonly [string, readonly (readonly unknown[])[]])[] = [
      ['\ufeff[s]\na=1', [['bom', 0, 0, 1]]],
      ['a=1\nb=2\n[s]\n', [['missing-section-header', 0, 0, 3]]],
      ['[s\na=1\n', [['unclosed-section-header', 0, 0, 2]]],
      [
        '[]\n[  ]\n',
        [
          ['empty-section-name', 0, 0, 2],
          ['empty-section-name', 1, 0, 4],
        ],
      ],
      ['[s]]\n', [['section-extra-bracket', 0, 3, 4]]],
      ['[s]\n[s]\n', [['duplicate-section', 1, 1, 2]]],
      [
        '[s]\nnovalue\n=v\n',
        [
          ['missing-delimiter', 1, 0, 7],
          ['empty-key', 2, 0, 1],
        ],
      ],
      [
        '[s]\na=1\na=2\nA=3\n',
        [
          ['duplicate-key', 2, 0, 1],
          ['duplicate-key-case', 3, 0, 1],
        ],
      ],
    ];
    for (const [text, expected] of cases) {
      it(JSON.stringify(text), () => {
        assert.deepEqual(problems(text), expected);
      });
    }
  });
});
