import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { validateTemplate } from '../../../../runtime/template/index.ts';

/** The original runs under 2.7, which few machines still have. */
const pythons = [['python3', '-X', 'utf8'], ['python2.7']].filter(
  ([command = '']) => spawnSync(command, ['-c', 'pass']).status === 0,
);

describe('template errors beside Python', () => {
  const lines = fc.constantFrom(
    ...['A=["int",1]', 'a=["int",2]', ' D=["int",1]', 'J : ["int",1]', 'K', 'L=', '=1', 'rem x'],
    ...['# c', '; c', '  # x', '', 'B=["string","x;y"]', 'F=["int",1] ; c', 'C=["bool",True]'],
    ...['G=["string","100%"]', 'H=["string","%%"]', 'I=["string","%(a)s"]', 'N=["int" 1]'],
    ...['O=["int",1,]', "P=['int',1]", 'Q=["int",01]', 'R=["string","a\tb"]', 'S=["string","\\x"]'],
    ...['T=["string",\u00a0"x"]', 'V=["string",', '  "v"]', 'W=["string","a', ' b"]', 'X=5', 'Y={'],
    ...['[plugins.Demo]', '[x] ; c', '[x]]', '[DEFAULT]', ' [y]', '[]', '[z', '  deep'],
  );
  const texts = fc.sample(
    fc.array(lines, { minLength: 1, maxLength: 5 }).map((all) => `[s]\n${all.join('\n')}\n`),
    { numRuns: 4000, seed: 1 },
  );

  const script = fileURLToPath(new URL('readTemplates.py', import.meta.url));

  for (const [command = '', ...flags] of pythons) {
    it(`leave nothing out that ${command} cannot load`, () => {
      const input = JSON.stringify(texts);
      const output = execFileSync(command, [...flags, script], { input }).toString();
      const readings = JSON.parse(output) as readonly string[];
      let loaded = 0;
      for (const [index, text] of texts.entries()) {
        const found = validateTemplate(text, { file: 'any.ini' });
        if (found.some(({ severity }) => severity === 'error')) continue;
        assert.equal(readings[index], 'loaded', JSON.stringify(text));
        loaded++;
      }
      assert.ok(loaded > 200, `${loaded} templates without errors are enough to mean something`);
    }).timeout(60_000);
  }

  it('have Python 3 to be compared with', () => {
    assert.equal(pythons[0]?.[0], 'python3');
  });
});
