import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { formNames } from '../../../../runtime/template/valueTypes.ts';
import type { TemplateRule } from '../../../../runtime/template/index.ts';
import {
  readTemplate,
  templateRules as rulesByCode,
  validateModel,
  validateTemplate,
  valueTypes,
} from '../../../../runtime/template/index.ts';

const templateRules: Readonly<Record<string, TemplateRule>> = rulesByCode;

/** What no page can show. */
const unshowable: ReadonlyMap<string, string> = new Map([
  ['bom', '\ufeff[plugins.Demo]\nA=["int",1]\n'],
  ['replacement-char', '[plugins.Demo]\nA=["string","\ufffd"]\n'],
  ['nul-char', '[plugins.Demo]\nA=["string","\0"]\n'],
  ['lone-cr', '[plugins.Demo]\rA=["int",1]'],
  ['unusual-line-terminator', '[plugins.Demo]\nA=["string","\u2028"]\n'],
  ['non-ascii-whitespace', '[plugins.Demo]\nA=["int",\u00a01]\n'],
  ['nesting-too-deep', `[plugins.Demo]\nA=["int",${'['.repeat(80)}\n`],
  ['too-many-problems', `[plugins.Demo]\n${'novalue\n'.repeat(1001)}`],
]);

describe('docs/template-language.md', () => {
  let text: string;
  before(async () => {
    const page = new URL('../../../../docs/template-language.md', import.meta.url);
    text = await readFile(page, 'utf8');
  });

  it('has one heading for each code, and no other', () => {
    const headings = [...text.matchAll(/^### (\S+)$/gm)].map((match) => match[1]);
    assert.deepEqual(headings, Object.keys(templateRules));
  });

  it('gives each code its severity and summary', () => {
    for (const [code, { severity, summary }] of Object.entries(templateRules)) {
      const entry =
        text.split(`### ${code}\n`)[1]?.split('\n### ')[0]?.replaceAll(/\s+/g, ' ') ?? '';
      const capital = severity.charAt(0).toUpperCase() + severity.slice(1);
      const start = ` *${capital}.* ${summary} `;
      assert.ok(entry.startsWith(start), `${code}: ${entry}`);
      assert.ok(entry.length > start.length + 5, `${code} says how to mend it`);
    }
  });

  it('describes each type as the table of types has it', () => {
    const rows = [...text.matchAll(/^\| `(\w+)` +\| `(\[.*\])` +\| (.*?) +\| .* +\|$/gm)];
    const described = rows.map(([, name, sample, elements]) => [name, sample, elements]);
    const expected = valueTypes
      .filter((type) => !type.isInternal)
      .map((type) => {
        const required = type.arguments.filter((argument) => !argument.isOptional);
        const sample = [`"${type.name}"`, ...required.map((argument) => argument.sample)].join(',');
        const elements = type.arguments.map(
          ({ name, isOptional, doc }) => `${name}${isOptional ? ' (optional)' : ''}: ${doc}`,
        );
        return [type.name, `[${sample}]`, elements.join('<br>')];
      });
    assert.deepEqual(described, expected);
  });

  it('and the README name the form of each type as the table has it', async () => {
    const readme = await readFile(new URL('../../../../README.md', import.meta.url), 'utf8');
    const row = /^\| `(\w+)` +\| `(\[[^`]*\])` +\| ([^|]*) \| ([^|]*) \|$/gm;
    const types = valueTypes.filter((type) => !type.isInternal);
    const forms = [...text.matchAll(row)].map(([, name, , , form]) => [name, form]);
    assert.deepEqual(
      forms,
      types.map(({ name, form }) => [name, formNames[form]]),
    );
    const rows = [...readme.matchAll(row)].map(([, name, , doc, form]) => [name, doc, form]);
    assert.deepEqual(
      rows,
      types.map(({ name, doc, form }) => [name, doc, formNames[form]]),
    );
  });

  it('lists all codes with severity, what they look at, and summary', () => {
    const rows = [...text.matchAll(/^\| \[(\S+)\]\(#(\S+)\) \| (.*?) \| (.*?) \| (.*?) \|$/gm)];
    const scopes = { text: 'the template', bytes: 'its bytes', project: 'the project' };
    const listed = rows.map((row) => row.slice(1));
    const expected = Object.entries(templateRules).map(([code, rule]) => {
      const severity = rule.isOptional ? `${rule.severity}, off by default` : rule.severity;
      return [code, code, severity, scopes[rule.scope], rule.summary];
    });
    assert.deepEqual(listed, expected);
  });

  it('has examples that are valid, or ignore what they show', () => {
    const examples = [...text.matchAll(/```ini\n([^]*?)```/g)].map((match) => match[1] ?? '');
    const file = 'src/config/plugins/TimerPluginExample.ini';
    assert.equal(examples.length, 2);
    for (const example of examples) {
      const plugin = /\[plugins\.(\w+)\]/.exec(example)?.[1] ?? '';
      assert.deepEqual(
        validateTemplate(example, { file: file.replace(/\w+\.ini/, `${plugin}.ini`) }),
        [],
      );
    }
  });

  describe('has for each code of the text', () => {
    for (const [code, { scope, isOptional }] of Object.entries(templateRules)) {
      const shown = unshowable.get(code);
      if (scope !== 'text') continue;
      it(shown === undefined ? `a wrong and a right example: ${code}` : `a reason: ${code}`, () => {
        const entry = text.split(`### ${code}\n`)[1]?.split('\n### ')[0] ?? '';
        const wrong = /```ini wrong ?(\S*)\n([^]*?)```/.exec(entry);
        const right = /```ini right ?(\S*)\n([^]*?)```/.exec(entry);
        if (shown !== undefined) {
          assert.equal(wrong, null);
          assert.ok(codesIn(shown).includes(code));
          return;
        }
        assert.ok(codesIn(wrong?.[2], wrong?.[1], isOptional).includes(code), wrong?.[2]);
        assert.deepEqual(codesIn(right?.[2], right?.[1], isOptional), [], right?.[2]);
      });
    }
  });
});

function codesIn(example = '', file = '', isPortabilityOn = false): readonly string[] {
  const model = readTemplate(example, file === '' ? 'src/config/plugins/Demo.ini' : file);
  return validateModel(model, { isPortabilityOn }).map(({ code }) => code);
}
