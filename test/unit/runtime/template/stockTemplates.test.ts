import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readTemplate, validateTemplate } from '../../../../runtime/template/index.ts';
import { PlainReader } from '../../../../runtime/template/model/plainReader.ts';
import { stockTemplates } from './stockTemplates.ts';

const templates = Object.entries(stockTemplates);

/** What this project itself writes for its users, and what it ships with variables in it. */
function ownTemplates(): readonly (readonly [file: string, text: string])[] {
  const root = fileURLToPath(new URL('../../../..', import.meta.url));
  const read = (path: string): string => readFileSync(`${root}/${path}`, 'utf8');
  const shipped = readdirSync(`${root}/runtime/plugins/shipped/config`)
    .filter((name) => name.endsWith('.ini'))
    .map((name) => {
      const text = read(`runtime/plugins/shipped/config/${name}`);
      return [`src/config/plugins/${name}`, text] as const;
    })
    .filter(([, text]) => text.includes('='));
  const written = readdirSync(`${root}/plugin-templates`)
    .filter((kind) => kind !== 'project')
    .map((kind) => {
      const text = read(`plugin-templates/${kind}/PluginName.ini`);
      return ['src/config/plugins/PluginName.ini', text] as const;
    });
  const main = read('plugin-templates/project/src/config/config.ini');
  return [...shipped, ...written, ['src/config/config.ini', main]];
}

describe('The templates of the original', () => {
  it('have one thing wrong, the default that cannot be saved', () => {
    const found = templates.flatMap(([file, text]) =>
      validateTemplate(text, { file }).map(({ code, range: { start } }) => [file, code, start]),
    );
    assert.equal(templates.length, 14);
    assert.deepEqual(found, [
      ['src/config/config.ini', 'default-percent', { line: 24, character: 17 }],
    ]);
  });

  it('complain about nothing but the last line while they are typed', () => {
    for (const [file, text] of templates) {
      const whole = text.replace('%%HOME%%', '~~HOME~~');
      for (let end = 0; end <= whole.length; end++) {
        const typed = whole.slice(0, end);
        const lastLine = typed.trimEnd().split('\n').length - 1;
        const before = validateTemplate(typed, { file }).filter(
          ({ range }) => range.start.line !== lastLine,
        );
        assert.deepEqual(before, [], `${file}: ${JSON.stringify(typed)}`);
      }
    }
  });

  it('are read without parsing them, that one default apart', () => {
    const parsed = templates.flatMap(([file, text]) => {
      const { blocks, kind } = readTemplate(text, file);
      const reader = new PlainReader(kind);
      return blocks
        .filter(({ block }) => !reader.read(block))
        .map(({ block }) => block.text.split('\n', 1)[0]);
    });
    assert.deepEqual(parsed, ['[plugins.Logger]']);
  });
});

describe('The templates that are shipped or written for new plugins', () => {
  it('have nothing wrong', () => {
    const own = ownTemplates();
    assert.ok(own.length >= 8, `${own.length} templates`);
    for (const [file, text] of own) {
      assert.deepEqual(validateTemplate(text, { file }), [], `${file}: ${text}`);
    }
  });

  it('are read without parsing them', () => {
    for (const [file, text] of ownTemplates()) {
      const { blocks, kind } = readTemplate(text, file);
      const reader = new PlainReader(kind);
      const parsed = blocks.filter(({ block }) => !reader.read(block));
      assert.deepEqual(
        parsed.map(({ block }) => block.text),
        [],
        file,
      );
    }
  });
});
