import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { applyTemplateEdits } from '../../../../../runtime/template/actions/applyTemplateEdits.ts';
import type { TemplateAction } from '../../../../../runtime/template/actions/templateAction.ts';
import { templateActions } from '../../../../../runtime/template/actions/templateActions.ts';
import type { TemplateModel } from '../../../../../runtime/template/model/templateModel.ts';
import { readTemplate } from '../../../../../runtime/template/model/templateModel.ts';
import { validateModel } from '../../../../../runtime/template/model/validateModel.ts';
import { templateRules } from '../../../../../runtime/template/templateRules.ts';

const demo = 'src/config/plugins/Demo.ini';

/** What a mend leads to: its title, with a star where it is preferred, and the text below the header. */
type Way = readonly [title: string, text: string];

function mendsAt(model: TemplateModel, code: string): readonly TemplateAction[] {
  const isPortabilityOn = code.startsWith('portability-');
  const options = { isPortabilityOn, only: ['quickfix'] };
  const found = validateModel(model, options).find((each) => each.code === code);
  assert.ok(found, `${code} in ${JSON.stringify(model.text)}`);
  return templateActions(model, found.range, options).filter(
    ({ title, diagnostics }) =>
      diagnostics[0]?.code === code && !title.startsWith('Ignore') && !title.startsWith('Mend all'),
  );
}

function waysOf(code: string, text: string, file = demo): readonly Way[] {
  const model = readTemplate(text, file);
  return mendsAt(model, code).map(({ title, isPreferred, change }) => [
    `${isPreferred ? '*' : ''}${title}`,
    change.renameTo ??
      applyTemplateEdits(model, change.edits).text +
        (change.newFiles ?? []).map((each) => `-> ${each.path}\n${each.text}`).join(''),
  ]);
}

/** Lines below the header of a plugin. */
function mends(code: string, lines: string, ...ways: readonly Way[]): void {
  it(`${code}: ${JSON.stringify(lines)}`, () => {
    const header = '[plugins.Demo]\n';
    const expected = ways.map(([title, text]) => [title, header + text]);
    assert.deepEqual(waysOf(code, header + lines), expected);
  });
}

/** Whole files. */
function mendsFile(code: string, text: string, file: string, ...ways: readonly Way[]): void {
  it(`${code}: ${JSON.stringify(text)}`, () => {
    assert.deepEqual(waysOf(code, text, file), ways);
  });
}

describe('Mends', () => {
  mends(
    'intrange-default-outside',
    'A=["intrange",9,"1-8"]',
    ['*Write 8', 'A=["intrange",8,"1-8"]'],
    ['Widen to "1-9"', 'A=["intrange",9,"1-9"]'],
  );
  mends(
    'argument-type',
    'A=["bool","true"]',
    ['*Write true', 'A=["bool",true]'],
    ['Change to ["string","true"]', 'A=["string","true"]'],
  );
  mends('argument-type', 'A=["int","abc"]', ['Change to ["string","abc"]', 'A=["string","abc"]']);
  mends('missing-argument', 'A=["intrange",12]', ['*Add "1-12"', 'A=["intrange",12,"1-12"]']);
  mends(
    'not-an-array',
    'A=5 ; seconds',
    ['*Write ["int",5]', '; seconds\nA=["int",5]'],
    ['Write ["string","5"]', '; seconds\nA=["string","5"]'],
  );
  mends(
    'json-unclosed-string',
    'A=["int,1]',
    ['*Add the missing quote', 'A=["int",1]'],
    ['Add the missing quote', 'A=["int,1"]'],
  );
  mends('json-unclosed-array', 'A=["int",1,', ['*Add the missing "]"', 'A=["int",1]']);
  mends('json-invalid-escape', 'A=["string","C:\\data\\x41"]', [
    '*Double the backslashes',
    'A=["string","C:\\\\data\\\\x41"]',
  ]);
  mends('multiline-value', 'A=["intrange",\n  1,\n# why\n  "1-8"]\n', [
    '*Write it in one line',
    '# why\nA=["intrange",1,"1-8"]\n',
  ]);
  mends(
    'duplicate-key',
    'A=["int",1]\nB=["int",1]\nA=["int",1]\n',
    ['*Delete this one', 'A=["int",1]\nB=["int",1]\n'],
    ['Delete the first one', 'B=["int",1]\nA=["int",1]\n'],
  );
  mends(
    'duplicate-key-case',
    'WAIT=["int",1]\nwait=["int",2]\n',
    ['Delete this one', 'WAIT=["int",1]\n'],
    ['Delete the first one', 'wait=["int",2]\n'],
    ['Rename to wait_2', 'WAIT=["int",1]\nwait_2=["int",2]\n'],
  );
  mends('duplicate-section', 'A=["int",1]\n\n# b\n[plugins.Demo] ; more\nB=["int",2]', [
    '*Move its lines into the first [plugins.Demo]',
    'A=["int",1]\n; more\nB=["int",2]\n\n# b',
  ]);
  mends(
    'percent-reference',
    'A=["int",1]\nB=["string","x%(a)s"]',
    ['*Write 1', 'A=["int",1]\nB=["string","x1"]'],
    ['Write a', 'A=["int",1]\nB=["string","xa"]'],
  );
  mends('default-percent', 'A=["string","%%HOME%%log.db"]', [
    '*Write ~~HOME~~',
    'A=["string","~~HOME~~log.db"]',
  ]);
  mends(
    'unused-suppression',
    '# ockle-ignore-file int-unsafe, int-negative-default\nA=["int",-1]',
    ['*Delete the code from the comment', '# ockle-ignore-file int-negative-default\nA=["int",-1]'],
  );
  mendsFile(
    'wrong-section-name',
    '[plugins.Demo]\nA=["int",1]\n# mine\n[plugins.Other]\nB=["int",1]\n',
    demo,
    ['Rename the file to Other.ini', 'src/config/plugins/Other.ini'],
    [
      'Move [plugins.Other] to its own file',
      '[plugins.Demo]\nA=["int",1]\n-> src/config/plugins/Other.ini\n# mine\n[plugins.Other]\nB=["int",1]\n',
    ],
  );
  mendsFile('missing-section-header', 'A=["int",1]\n[plugins.Demo]\nB=["int",1]\n', demo, [
    '*Move it into [plugins.Demo]',
    '[plugins.Demo]\nA=["int",1]\nB=["int",1]\n',
  ]);
  mendsFile('wrong-section-name', '[pdus]\n[outletParams]\n', 'src/config/conf_outlets/X.ini', [
    '*Rename to [pdu]',
    '[pdu]\n[outletParams]\n',
  ]);

  it('are there for each code that can be mended', async () => {
    const page = new URL('../../../../../docs/template-language.md', import.meta.url);
    const text = await readFile(page, 'utf8');
    const none = Object.keys(templateRules).filter((code) => {
      const entry = text.split(`### ${code}\n`)[1]?.split('\n### ')[0] ?? '';
      const [, file, wrong] = /```ini wrong ?(\S*)\n([^]*?)```/.exec(entry) ?? [];
      if (wrong === undefined) return false;
      return mendsAt(readTemplate(wrong, file === '' ? demo : (file ?? demo)), code).length === 0;
    });
    assert.deepEqual(none, [
      'section-reserved-char',
      'empty-key',
      'json-syntax',
      'string-default-bracket',
      'portability-non-ascii',
    ]);
  });

  it('are there for characters that no page can show', () => {
    for (const [code, text] of [
      ['bom', '\ufeff[plugins.Demo]\nA=["int",1]\n'],
      ['nul-char', '[plugins.Demo]\nA=["string","\0"]\n'],
      ['lone-cr', '[plugins.Demo]\rA=["int",1]'],
      ['unusual-line-terminator', '[plugins.Demo]\nA=["string","\u2028"]\n'],
      ['non-ascii-whitespace', '[plugins.Demo]\nA=["int",\u00a01]\n'],
    ] as const) {
      assert.equal(mendsAt(readTemplate(text, demo), code)[0]?.isPreferred, true, code);
    }
  });

  it('end with the ways to ignore the diagnostic', () => {
    const model = readTemplate('[plugins.Demo]\n# a\nA=["int",-1]\n', demo);
    const range = { start: { line: 2, character: 9 }, end: { line: 2, character: 9 } };
    const last = templateActions(model, range, { only: ['quickfix'] }).slice(-2);
    const texts = last.map(({ change }) => applyTemplateEdits(model, change.edits).text);
    assert.deepEqual(texts, [
      '[plugins.Demo]\n# a\n# ockle-ignore-next-line int-negative-default\nA=["int",-1]\n',
      '# ockle-ignore-file int-negative-default\n[plugins.Demo]\n# a\nA=["int",-1]\n',
    ]);
    for (const text of texts) assert.deepEqual(validateModel(readTemplate(text, demo)), []);
  });

  it('are offered for all of a kind at once', () => {
    const model = readTemplate("[plugins.Demo]\nA=['int',1]\nB=['int',2]\nC=['bool',True]\n", demo);
    const range = { start: { line: 1, character: 4 }, end: { line: 1, character: 4 } };
    const all = templateActions(model, range).find(({ title }) => title.startsWith('Mend all'));
    assert.equal(
      applyTemplateEdits(model, all?.change.edits ?? []).text,
      '[plugins.Demo]\nA=["int",1]\nB=["int",2]\nC=["bool",True]\n',
    );
    assert.equal(all?.diagnostics.length, 3);
  });
});
