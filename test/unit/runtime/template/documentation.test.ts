import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { templateRules, validateTemplate, valueTypes } from '../../../../runtime/template/index.ts';

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

  it('has an example that is valid', () => {
    const example = text.split('```ini\n')[1]?.split('```')[0] ?? '';
    const file = 'src/config/plugins/TimerPluginExample.ini';
    assert.deepEqual(validateTemplate(example, { file }), []);
  });
});
