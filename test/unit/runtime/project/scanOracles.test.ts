import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import ts from 'typescript';
import { scanPluginSource } from '../../../../runtime/project/index.ts';

/** `Name:line` of the classes that TypeScript's own parser finds at the top level. */
function typeScriptClasses(text: string): readonly string[] {
  const file = ts.createSourceFile('a.ts', text, ts.ScriptTarget.Latest, true);
  return file.statements.filter(ts.isClassDeclaration).flatMap((each) => {
    const isDeclared = each.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword);
    if (!each.name || isDeclared) return [];
    const { line } = file.getLineAndCharacterOfPosition(each.name.getStart());
    return [`${each.name.text}:${line + 1}`];
  });
}

const pythonOracle = `
import ast, json, sys
def walk(body):
    for node in body:
        if isinstance(node, ast.ClassDef):
            yield "%s:%d-%d" % (node.name, node.lineno, node.end_lineno)
        elif not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            for field in ("body", "orelse", "finalbody", "handlers"):
                inner = getattr(node, field, [])
                yield from walk(inner if isinstance(inner, list) else [])
for path in json.load(sys.stdin):
    try:
        text = open(path, encoding="utf-8").read()
        classes = sorted(walk(ast.parse(text).body))
    except (SyntaxError, ValueError):
        classes = None
    print(json.dumps([path, classes]))
`;

/** Path and `Name:first-last` of the classes that Python's own parser finds; null where it cannot read. */
function pythonClasses(paths: readonly string[]): readonly [string, readonly string[] | null][] {
  const run = spawnSync('python3', ['-c', pythonOracle], {
    input: JSON.stringify(paths),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  assert.equal(run.status, 0, run.stderr);
  return run.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as [string, string[] | null]);
}

describe('Classes of a plugin file, beside the languages\u2019 own parsers', () => {
  it('agrees with TypeScript about our sources and the types of our tools', () => {
    const paths = globSync([
      'runtime/**/*.ts',
      'extension/**/*.ts',
      'test/**/*.ts',
      'plugin-templates/**/*.ts',
      'node_modules/typescript/lib/lib.d*.ts',
      'node_modules/fast-check/lib/**/*.d.ts',
    ]);
    assert.ok(paths.length > 100, `${paths.length} files`);
    for (const path of paths) {
      const text = readFileSync(path, 'utf8');
      const found = scanPluginSource(text, 'typescript');
      assert.deepEqual(
        found.map(({ name, line }) => `${name}:${line}`),
        typeScriptClasses(text),
        path,
      );
    }
  }).timeout(60_000);

  it('agrees with Python about its own library and our sources', () => {
    const library = spawnSync('python3', ['-c', 'import os; print(os.path.dirname(os.__file__))']);
    const paths = globSync([
      `${library.stdout.toString().trim()}/{,asyncio,unittest,email,http,concurrent}/*.py`,
      'runtime/**/*.py',
      'plugin-templates/**/*.py',
    ]);
    assert.ok(paths.length > 100, `${paths.length} files`);
    for (const [path, classes] of pythonClasses(paths)) {
      if (!classes) continue;
      const found = scanPluginSource(readFileSync(path, 'utf8'), 'python');
      const lines = found.map(({ name, line, endLine }) => `${name}:${line}-${endLine}`);
      assert.deepEqual(lines.sort(), classes, path);
    }
  }).timeout(60_000);

  it('survives any text, and every beginning of a good one', () => {
    const good = 'export class A<T> extends M { run(): void { `${/[/]`/}`; } }\nclass B(M):\n  """';
    for (let end = 0; end <= good.length; end++) {
      scanPluginSource(good.slice(0, end), 'typescript');
      scanPluginSource(good.slice(0, end), 'python');
    }
    const piece = fc.constantFrom(
      ...'`${}()[]<>/\\"\'\n\r\t #:=,.;*@'.split(''),
      'class ',
      'A',
      'def run',
      'export ',
      'import ',
      'from ',
      ' as ',
      'extends ',
      '"""',
      '\u{1F600}',
      '\ufeff',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        for (const language of ['typescript', 'python'] as const) {
          for (const each of scanPluginSource(pieces.join(''), language)) {
            assert.ok(each.line >= 1 && each.column >= 1 && each.endLine >= each.line);
          }
        }
      }),
      { numRuns: 3000 },
    );
  }).timeout(60_000);
});
