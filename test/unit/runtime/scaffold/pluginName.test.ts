import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import ts from 'typescript';
import type { PluginLanguage } from '../../../../runtime/project/index.ts';
import { scanPluginSource } from '../../../../runtime/project/index.ts';
import type { PluginTemplates, ProjectSnapshot } from '../../../../runtime/scaffold/index.ts';
import {
  checkPluginName,
  loadTemplates,
  pluginKinds,
  planPlugin,
} from '../../../../runtime/scaffold/index.ts';
import { readTemplate } from '../../../support/readTemplate.ts';

const project: ProjectSnapshot = { files: [], classNames: [], config: '' };
const languages: readonly PluginLanguage[] = ['typescript', 'python'];

function problemOf(name: string, language: PluginLanguage = 'typescript'): string | undefined {
  const checked = checkPluginName({ name, language }, project);
  return checked.ok ? undefined : checked.problem.message;
}

/** Names that mean to harm: paths, code, devices, look-alikes, words. */
const hostileName = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,66}$/),
  fc
    .tuple(
      fc.constantFrom(
        '../',
        '/',
        'C:\\',
        '..\\',
        '%2e%2e/',
        '\0',
        'a/',
        '$&',
        '$`',
        '\\\\host\\',
        'x\n',
        '',
      ),
      fc.constantFrom(
        'X',
        'con',
        'NUL',
        'class',
        'Door',
        '\u0410',
        'X(Y): pass #',
        '{} //',
        '"',
        '%s',
        'X.ts',
      ),
      fc.constantFrom('', '.', ' ', '\n', '\u202e', '\ufeff', ';', '=', ']', '$$'),
    )
    .map((parts) => parts.join('')),
);

describe('The name of a plugin', () => {
  let templates: PluginTemplates;
  before(async () => {
    templates = await loadTemplates(readTemplate);
  });

  it('may be any plain class name', () => {
    for (const name of ['DoorWatch', 'x', 'Timer2', 'A_b', 'TimerPluginExample', 'a'.repeat(64)]) {
      assert.equal(problemOf(name), undefined, name);
    }
  });

  it('says why not', () => {
    assert.equal(problemOf(''), 'Type a name for the class, such as DoorWatch.');
    assert.equal(
      problemOf('Door Watch'),
      'A blank cannot be in a class name. Use letters, digits and "_".',
    );
    assert.equal(problemOf('../X'), '"." cannot be in a class name. Use letters, digits and "_".');
    assert.equal(problemOf('2Doors'), 'A class name cannot begin with a digit.');
    assert.equal(problemOf('a'.repeat(65)), 'The name has 65 characters; at most 64 are possible.');
    assert.equal(
      problemOf('class'),
      '"class" is a reserved word of TypeScript. Choose another name, such as MyClass.',
    );
    assert.match(problemOf('lambda') ?? '', /Python/);
    assert.match(problemOf('ModuleTemplate') ?? '', /Ockle itself/);
    assert.match(problemOf('aux') ?? '', /device on Windows/);
    assert.equal(problemOf('_Hidden'), undefined);
    assert.match(problemOf('_Hidden', 'python') ?? '', /does not see/);
  });

  it('is no word of either language', () => {
    const run = spawnSync('python3', [
      '-c',
      'import keyword; print(*keyword.kwlist, *keyword.softkwlist)',
    ]);
    const words = run.stdout.toString().trim().split(/\s+/);
    for (const kind of Object.values(ts.SyntaxKind)) {
      const text = typeof kind === 'string' ? undefined : ts.tokenToString(kind);
      if (text !== undefined && /^[a-z]/.test(text)) words.push(text);
    }
    assert.ok(words.length > 100);
    const allowed = words.filter((word) => problemOf(word) === undefined);
    // These mean something in front of other words only; a class may have these names.
    assert.deepEqual([...new Set(allowed)].sort(), [
      '_',
      'accessor',
      'defer',
      'intrinsic',
      'out',
      'override',
    ]);
  });

  it('cannot leave the project, overwrite or bring code in', () => {
    const fixed =
      /^src\/plugins\/[A-Za-z0-9_]+\.(?:ts|py)$|^src\/config\/plugins\/[A-Za-z0-9_]+\.ini$/;
    const kind = fc.constantFrom(...pluginKinds.map(({ id }) => id));
    fc.assert(
      fc.property(hostileName, fc.constantFrom(...languages), kind, (name, language, id) => {
        const result = planPlugin({ name, language, kind: id }, project, templates);
        if (!result.ok) {
          assert.ok(result.problem.message.length > 0);
          return;
        }
        const [code, template] = result.plan.newFiles;
        assert.ok(result.plan.newFiles.every(({ path }) => fixed.test(path)));
        const source = templates.get(id)!.get(language)!;
        assert.equal(code?.text, source.code.split('PluginName').join(name));
        assert.equal(template?.text, source.template.split('PluginName').join(name));
        assert.deepEqual(
          scanPluginSource(code.text, language).map((each) => each.name),
          [name],
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('leaves code that both languages can read', () => {
    const names = fc.sample(fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,63}$/), 50);
    const python: string[] = [];
    for (const name of [...names, 'out', 'global', 'Timer', 'undefined1']) {
      for (const { id: kind } of pluginKinds) {
        for (const language of languages) {
          const result = planPlugin({ name, language, kind }, project, templates);
          if (!result.ok) continue;
          const { text } = result.plan.newFiles[0]!;
          if (language === 'python') python.push(text);
          else assert.deepEqual(syntaxErrors(text), [], text);
        }
      }
    }
    const check = 'import ast, json, sys\nfor text in json.load(sys.stdin): ast.parse(text)';
    const run = spawnSync('python3', ['-c', check], { input: JSON.stringify(python) });
    assert.equal(run.status, 0, run.stderr.toString());
  }).timeout(60_000);
});

function syntaxErrors(text: string): readonly string[] {
  const { diagnostics = [] } = ts.transpileModule(text, {
    reportDiagnostics: true,
    compilerOptions: { target: ts.ScriptTarget.ES2024, module: ts.ModuleKind.Preserve },
  });
  return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}
