import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { TemplateCode } from '../../../../runtime/template/index.ts';
import { templateRules, validateTemplate } from '../../../../runtime/template/index.ts';

interface Case {
  readonly name: string;
  readonly text: string;
  readonly file?: string;
  /** Other files of the project: what only they can tell is no matter of one template. */
  readonly workspace?: Readonly<Record<string, string>>;
  readonly expect: readonly {
    readonly code: string;
    readonly line: number;
    readonly startCol: number;
    readonly endCol: number;
  }[];
}

const cases = JSON.parse(
  readFileSync(new URL('templateCases.json', import.meta.url), 'utf8'),
) as readonly Case[];
const caret = '<|>';

describe('validateTemplate', () => {
  const demo = 'src/config/plugins/Demo.ini';

  const found = (text: string, file = demo) =>
    validateTemplate(text, { file }).map(({ code, range }) => ({
      code,
      line: range.start.line,
      startCol: range.start.character,
      endCol: range.end.character,
    }));

  describe('has the diagnostics of each case, with every kind of line end', () => {
    for (const each of cases.filter(({ workspace }) => !workspace)) {
      it(each.name, () => {
        assert.deepEqual(found(each.text, each.file), each.expect);
        const crlf = each.text.replaceAll(/\r?\n/g, '\r\n');
        assert.deepEqual(found(crlf, each.file), each.expect);
      });
    }
  });

  /** Checks lines below a header; two carets mark the range of the only diagnostic. */
  function marks(code: TemplateCode, marked: string, file = demo, header = '[plugins.Demo]\n') {
    it(`${code}: ${JSON.stringify(marked)}`, () => {
      const [before = '', inside = '', after = ''] = (header + marked).split(caret);
      const lines = before.split('\n');
      const startCol = lines.at(-1)?.length ?? 0;
      const line = lines.length - 1;
      assert.deepEqual(found(before + inside + after, file), [
        { code, line, startCol, endCol: startCol + inside.length },
      ]);
    });
  }

  describe('marks exactly the part that is wrong', () => {
    const device = 'src/config/conf_outlets/X.ini';
    marks('replacement-char', 'A=["string","a<|>\ufffd<|>"]');
    marks('replacement-char', 'A<|>\ufffd<|>=["int",1]');
    marks('unusual-line-terminator', 'A=["string","a<|>\u2028<|>b"]');
    marks('non-ascii-whitespace', 'A=["int",1]<|>\u00a0\u2003<|>');
    marks('non-ascii-whitespace', 'A<|>\u00a0<|>=["int",1]');
    marks('empty-template', '<|><|>', demo, '');
    marks('missing-delimiter', '<|>novalue<|>');
    marks('rem-comment', '<|>REM old stuff<|>\nA=["int",1]');
    marks('duplicate-key', 'A=["int",1]\n<|>A<|>=["int",2]');
    marks('duplicate-section', 'A=["int",1]\n[<|>plugins.Demo<|>]\nB=["int",1]');
    marks('section-reserved-char', '', demo, '[<|>plugins.De$mo<|>]\nA=["int",1]');
    marks('empty-section', '# todo', demo, '[<|>plugins.Demo<|>]\n');
    marks('indented-key', 'A=["int",1]\n <|>B<|>=["int",2]\n');
    marks('indented-section-header', 'A=["int",1]\n <|>[plugins.Demo]<|>\n');
    marks('conf-reserved-key', '<|>Comment<|>=["string",""]', device, '[pdu]\n');
    marks('conf-reserved-key', '<|>pdu<|>=["string",""]', device, '[outletParams]\n');
    marks('multiline-value', 'A=["int",\n <|>1]<|>\n');
    marks('semicolon-cut', 'A=["string","a <|>;<|>b"]');
    marks('not-an-array', 'A=<|>5 ; seconds<|>');
    marks('not-an-array', 'A=<|>("int",1)<|>');
    marks('json-smart-quotes', 'A=[<|>\u201cint\u201d<|>,1]');
    marks('json-unquoted-string', 'A=["string",<|>hello big world<|> ]');
    marks('json-unquoted-string', 'A=["intrange",1,<|>1-8<|>]');
    marks('json-missing-comma', 'A=["int"<|>1<|>]');
    marks('json-control-char', 'A=["string","a<|>\t<|>b"]');
    marks('json-invalid-escape', 'A=["string","<|>\\u<|>12"]');
    for (const number of ['+1', '1.', '1_000', 'NaN', '-Infinity', '00']) {
      marks('json-invalid-number', `A=["int",<|>${number}<|>]`);
    }
    marks('json-syntax', 'A=["string",{<|>a<|>:1}]');
    marks('json-syntax', 'A=["int",<|>/<|>* c */1]');
    marks('nesting-too-deep', `A=${'['.repeat(64)}<|>[<|>${'['.repeat(100_000)}`);
    marks('percent-bad-reference', 'A=["string","<|>%(<|>x)d"]');
    marks('percent-reference', 'A=["int",1]\nB=["string","<|>%(a)s<|>"]');
    marks('percent-reference', 'A=["int",1]\nB=<|>%(a)s<|>');
    marks('internal-type', 'A=[<|>"name"<|>,""]');
    marks('missing-argument', 'A=<|>["bool"]<|>');
    marks('extra-argument', 'A=["int",1,<|>2, [3]<|>]');
    marks('argument-type', 'A=["intrange",1,<|>8<|>]');
    marks('argument-type', 'A=["string",<|>null<|>]');
    marks('argument-type', 'A=["bool",<|>"false"<|>]');
    marks('int-negative-default', 'A=["int",<|>-1<|>]');
    for (const range of ['-5-5', '1..8', '1-8-9', '', '1-', 'a-b']) {
      marks('intrange-format', `A=["intrange",1,<|>"${range}"<|>]`);
    }
    marks('intrange-reversed', 'A=["intrange",5,<|>"8-1"<|>]');
    marks('intrange-too-large', 'A=["intrange",1,<|>"0-9007199254740993"<|>]');
    marks('default-percent', 'A=["string",<|>"%%HOME%%"<|>]');
    marks('default-control-char', 'A=["string",<|>"C:\\temp"<|>]');
    marks('string-default-bracket', 'a=["string",<|>"[1]"<|>]', device, '[pdu]\n');
  });

  describe('finds nothing wrong with', () => {
    for (const [text, file] of [
      ['[plugins.Demo]\nA=["intrange",0," 0 - 0 "]\nB=["int",-0]\nC=["intrange",8,"00-08"]'],
      ['[plugins.Demo]\nA=["string","a , \u00a0 b"]\n# \u00a0\n'],
      ['[plugins.Demo]\nA_=["int",1]\nB.b-1=["string","http://x/;y#z"]'],
      ['[pdu]\ntype=["select",true]\ncomment=["string",""]', 'src/config/outlets.ini'],
      ['[server]\noutlets=["multilist",true,"outlet/~~name~~/edit"]', 'src/config/serverNodes.ini'],
      ['[whatever]\nA=["int",1]', 'notes.ini'],
      ['[plugins.Demo]\r\nA=["int",1]', 'C:\\rack\\src\\config\\plugins\\Demo.ini'],
    ] as const) {
      it(JSON.stringify(text), () => {
        assert.deepEqual(found(text, file), []);
      });
    }
  });

  it('says what was meant', () => {
    const messageOf = (text: string) => validateTemplate(text, { file: demo })[0]?.message;
    assert.equal(
      messageOf('[plugins.Demo]\nA=["sting",""]'),
      'There is no type "sting". Did you mean "string"?',
    );
    assert.equal(
      messageOf('[plugins.Demo]\nA=["multichoice",""]'),
      'There is no type "multichoice". Choices are declared as "select" or "multilist".',
    );
    assert.equal(
      messageOf('[plugins.demo]\nA=["int",1]'),
      'The section must be [plugins.Demo] because the file is Demo.ini. Rename the section or the file.',
    );
  });

  it('points from a repeated name to the first', () => {
    const [finding] = validateTemplate('[plugins.Demo]\nA=["int",1]\na=["int",1]', { file: demo });
    assert.deepEqual(finding?.related?.range.start, { line: 1, character: 0 });
  });

  it('shows a thousand problems and how many are left', () => {
    const text = `[plugins.Demo]\n${'A=5\n'.repeat(3000)}`;
    const all = validateTemplate(text, { file: demo });
    assert.equal(all.length, 1001);
    assert.equal(all[0]?.code, 'too-many-problems');
    assert.match(all[0].message, /^4999 further problems/);
  });

  it('has a severity for each code that can be found', () => {
    const severities = new Set(Object.values(templateRules).map(({ severity }) => severity));
    assert.deepEqual([...severities].sort(), ['error', 'hint', 'information', 'warning']);
  });
});
