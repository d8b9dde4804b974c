import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse as parseNpmIni } from 'ini';
import { parseIni } from '../../../../runtime/ini/index.ts';
import { validateTemplate } from '../../../../runtime/template/index.ts';

describe('templates beside the package ini', () => {
  const names = fc.stringMatching(/^[A-Z][A-Z0-9_]{0,8}$/);
  const texts = fc.stringMatching(/^[A-Za-z/](?:[\w ./:~-]{0,10}\w)?$/);
  const values = fc.oneof(
    texts.map((text) => JSON.stringify(['string', text])),
    fc.nat().map((value) => JSON.stringify(['int', value])),
    fc.boolean().map((value) => JSON.stringify(['bool', value])),
    fc.nat(8).map((value) => JSON.stringify(['intrange', value, '0-8'])),
  );
  const bodies = fc.dictionary(names, fc.dictionary(names, values, { minKeys: 1 }));

  it('read the same where nothing is escaped, cut or nested', () => {
    fc.assert(
      fc.property(bodies, (body) => {
        const text = Object.entries(body)
          .map(([section, options]) => {
            const lines = Object.entries(options).map(([name, value]) => `${name}=${value}`);
            return [`[${section}]`, '# comment', ...lines, ''].join('\n');
          })
          .join('\n');
        assert.deepEqual(validateTemplate(text, { file: 'any.ini' }), []);
        const read = parseIni(text).sections.map(({ name, options }) => [
          name,
          Object.fromEntries(options.map((option) => [option.name, option.value])),
        ]);
        assert.deepEqual(Object.fromEntries(read), structuredClone({ ...parseNpmIni(text) }));
      }),
      { numRuns: 500, seed: 1 },
    );
  });
});
