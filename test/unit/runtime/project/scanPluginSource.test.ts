import assert from 'node:assert/strict';
import type { PluginLanguage } from '../../../../runtime/project/index.ts';
import { scanPluginSource } from '../../../../runtime/project/index.ts';

/** `Name:line` per class, `*` in front of those that extend the base class, `-` before hidden ones. */
function outline(text: string, language: PluginLanguage): string {
  return scanPluginSource(text, language)
    .map(({ name, line, extendsModuleTemplate, isExported, run }) => {
      const marks = (isExported ? '' : '-') + (extendsModuleTemplate ? '*' : '');
      return `${marks}${name}:${line}${run ? ` run ${run.body.line}:${run.body.column}` : ''}`;
    })
    .join(', ');
}

const typeScript: readonly (readonly [name: string, text: string, expected: string])[] = [
  ['a plain plugin', 'export class A extends ModuleTemplate {}', '*A:1'],
  ['an alias', 'import { ModuleTemplate as M } from "ockle";\nexport class A extends M {}', '*A:2'],
  [
    'a namespace',
    "import * as o from 'ockle';\nexport class A extends o.ModuleTemplate {}",
    '*A:2',
  ],
  [
    'a default beside names',
    'import d, { type X, ModuleTemplate as M } from "ockle"\nexport class A extends M {}',
    '*A:2',
  ],
  ['a constant alias', 'const Base = ModuleTemplate;\nexport class A extends Base {}', '*A:2'],
  ['a chain', 'class A extends ModuleTemplate {}\nexport class B extends A {}', '-*A:1, *B:2'],
  ['export after', 'class A extends ModuleTemplate {}\nexport { A as default };', '*A:1'],
  ['export default after', 'class A extends ModuleTemplate {}\nexport default A;', '*A:1'],
  ['export default', 'export default class A extends ModuleTemplate {}', '*A:1'],
  ['an abstract class', 'export abstract class A extends ModuleTemplate {}', '*A:1'],
  ['a declared class', 'declare class A extends ModuleTemplate {}', ''],
  ['a class without name', 'export default class extends ModuleTemplate {}', ''],
  ['a class in an expression', 'const x = class A extends ModuleTemplate {};', ''],
  ['a class in a function', 'function f() { class A extends ModuleTemplate {} }', ''],
  ['a decorated class', '@log({ a: 1 })\nexport class A extends ModuleTemplate {}', '*A:2'],
  ['another base', 'export class A extends Map<string, ModuleTemplate> {}', 'A:1'],
  ['a mixin', 'export class A extends withLog(ModuleTemplate) {}', '*A:1'],
  [
    'an own ModuleTemplate',
    'class ModuleTemplate {}\nexport class A extends ModuleTemplate {}',
    '-ModuleTemplate:1, A:2',
  ],
  [
    'type parameters',
    'export class A<T extends () => Map<string, T>> extends ModuleTemplate implements B<{ c: 1 }> {}\nexport class C {}',
    '*A:1, C:2',
  ],
  [
    'a comment',
    '// class A {\n/* class B {\n*/ export class C extends ModuleTemplate {} // }',
    '*C:3',
  ],
  ['strings', "const s = \"class A {\" + '}\\'class B {';\nexport class C {}", 'C:2'],
  [
    'a template',
    'const s = `${`class A { ${{ a: "}" }.a} `} class B {`;\nexport class C {}',
    'C:2',
  ],
  [
    'regular expressions',
    'const r = /[/"`{]class A {\\//g;\nif (r) /{`/.test("");\nexport class C {}',
    'C:3',
  ],
  [
    'divisions',
    'const a = b / c; const d = (e) / f / 2;\nx++ / 2; a[0] / 2;\nexport class C {}',
    'C:3',
  ],
  ['a first line for the shell', '#!/usr/bin/env node `\nexport class C {}', 'C:2'],
  ['CRLF and CR', 'const a = 1;\r\n\rexport class C {}', 'C:3'],
  ['a name beyond ASCII', 'export class Größe extends ModuleTemplate {}', '*Größe:1'],
  [
    'names of Object',
    'export class constructor extends __proto__ {}\nexport class toString extends hasOwnProperty {}',
    'constructor:1, toString:2',
  ],
  ['run', 'export class A {\n  run() {\n    // first\n    go();\n  }\n}', 'A:1 run 4:5'],
  [
    'an asynchronous run',
    'export class A {\n  x = this.run();\n  override async run(): Promise<{ a: 1 }> { go(); }\n}',
    'A:1 run 3:45',
  ],
  [
    'run as arrow',
    'export class A {\n  run = async (): Promise<void> => {\n    go();\n  };\n}',
    'A:1 run 3:5',
  ],
  ['an empty run', 'export class A {\n  run() {}\n}', 'A:1 run 2:10'],
  [
    'an overloaded run',
    'export class A {\n  run(a: 1): void;\n  run(a: 1 | 2): void {\n    go();\n  }\n}',
    'A:1 run 4:5',
  ],
  ['run of a nested object', 'export class A {\n  x = { run() { go(); } };\n}', 'A:1'],
  ['half a class', 'export class', ''],
  [
    'half a header',
    'export class A extends Module\nexport class B extends ModuleTemplate {}',
    'A:1, *B:2',
  ],
  [
    'a forgotten brace',
    'export class A {\n  run() {\n    if (x) {\n}\nexport class B {}',
    'A:1 run 3:5, B:5',
  ],
  ['a forgotten quote', 'const a = "b;\nexport class B {}', 'B:2'],
  ['a forgotten backtick', 'const a = `b;\nexport class B {}', 'B:2'],
];

const python: readonly (readonly [name: string, text: string, expected: string])[] = [
  [
    'a plugin that Ockle ships',
    'from plugins.AutoControl import AutoControl as A\nclass B(A): pass',
    '*B:2',
  ],
  [
    'a class of the same name as one',
    'class AutoControl: pass\nclass B(AutoControl): pass',
    'AutoControl:1, B:2',
  ],
  ['what is no plugin', 'from plugins.Log import Log\nclass B(Log): pass', 'B:2'],
  ['a plain plugin', 'class A(ModuleTemplate):\n    pass', '*A:1'],
  ['an alias', 'from plugins.ModuleTemplate import ModuleTemplate as M\nclass A(M): pass', '*A:2'],
  [
    'imports in brackets',
    'from plugins.ModuleTemplate import (x,\n  ModuleTemplate as M,\n)\nclass A(M): pass',
    '*A:4',
  ],
  [
    'a module',
    'from plugins import ModuleTemplate\nclass A(ModuleTemplate.ModuleTemplate): pass',
    '*A:2',
  ],
  [
    'a module alias',
    'import os, plugins.ModuleTemplate as P\nclass A(P.ModuleTemplate): pass',
    '*A:2',
  ],
  ['a second name', 'Base = ModuleTemplate\nclass A(Base): pass', '*A:2'],
  ['a chain', 'class A(ModuleTemplate): pass\nclass B(A): pass', '*A:1, *B:2'],
  ['a hidden class', 'class _A(ModuleTemplate): pass', '-*_A:1'],
  ['several bases', 'class A(Log, ModuleTemplate, metaclass=M, **k): pass', '*A:1'],
  ['only a keyword', 'class A(metaclass=ModuleTemplate): pass', 'A:1'],
  [
    'type parameters',
    'class A[T](Generic[ModuleTemplate]): pass\nclass B[T](ModuleTemplate): pass',
    'A:1, *B:2',
  ],
  ['no brackets', 'class A: pass\nclass B(): pass', 'A:1, B:2'],
  [
    'the base class itself',
    'from threading import Thread\nclass ModuleTemplate(Thread):\n  def run(self):\n    pass',
    'ModuleTemplate:2 run 4:5',
  ],
  ['a decorated class', '@log(\n  1)\nclass A(ModuleTemplate): pass', '*A:3'],
  ['a class in a block', 'try:\n  class A(ModuleTemplate): pass\nexcept E: pass', '*A:2'],
  ['a class in a function', 'def f():\n  if 1:\n    class A(ModuleTemplate): pass', ''],
  [
    'a class in a class',
    'class A:\n  class B(ModuleTemplate): pass\n  def run(self): go()',
    'A:1 run 3:18',
  ],
  [
    'comments and strings',
    '# class A:\n"""\nclass B:\n"""\nx = \'class C:\'\nclass D: pass',
    'D:6',
  ],
  ['prefixes', "a = rb'\\'' + f'''\nclass A: \"\"\" ''' + u'x'\nclass D: pass", 'D:3'],
  ['continued lines', 'x = 1 + \\\n  2\nclass \\\n  A(\n  ModuleTemplate,  # )\n): pass', '*A:4'],
  [
    'tabs',
    'class A(ModuleTemplate):\n\tdef run(self):\n        \tgo()\n\tx = 1\nclass B: pass',
    '*A:1 run 3:10, B:5',
  ],
  ['CRLF', 'import x\r\nclass A(ModuleTemplate):\r\n  def run(self):\r\n    go()', '*A:2 run 4:5'],
  ['a byte-order mark', '\ufeffclass A(ModuleTemplate): pass', '*A:1'],
  [
    'Python 2',
    'print "class A:"\nexec "x" in y\nclass B(ModuleTemplate):\n  def run(self):\n    print `x`',
    '*B:3 run 5:5',
  ],
  [
    'a doc string in run',
    'class A:\n  def run(self):\n    """Says.\n\n    class B:"""\n    go()',
    'A:1 run 6:5',
  ],
  ['only a doc string in run', 'class A:\n  def run(self):\n    "Says."\nx = 1', 'A:1 run 3:5'],
  [
    'a default with a colon',
    'class A:\n  async def run(self, f=lambda: 0, *, d={1: 2}) -> "x:y": go()',
    'A:1 run 2:59',
  ],
  ['a name beyond ASCII', 'class Größe(ModuleTemplate): pass', '*Größe:1'],
  ['half a class', 'class', ''],
  ['half a header', 'class A(Module\nclass B(ModuleTemplate): pass', 'A:1, *B:2'],
  [
    'a forgotten bracket',
    'x = f(1,\nclass B(ModuleTemplate):\n  def run(self): go(',
    '*B:2 run 3:18',
  ],
  ['a forgotten quote', 'a = "b\nclass B: pass', 'B:2'],
  ['forgotten quotes', 'a = """b\nclass B: pass', 'B:2'],
];

describe('Classes of a plugin file', () => {
  for (const [name, text, expected] of typeScript) {
    it(`TypeScript: ${name}`, () => assert.equal(outline(text, 'typescript'), expected));
  }
  for (const [name, text, expected] of python) {
    it(`Python: ${name}`, () => assert.equal(outline(text, 'python'), expected));
  }

  it('tells where a base comes from', () => {
    const bases = (text: string, language: PluginLanguage) =>
      scanPluginSource(text, language).flatMap((each) => each.bases);
    assert.deepEqual(
      bases(
        'import { ModuleTemplate as M } from "ockle";\nclass A extends M<string> {}',
        'typescript',
      ),
      [{ text: 'M<string>', name: 'ModuleTemplate', module: 'ockle' }],
    );
    assert.deepEqual(
      bases('from plugins.AutoControl import *\nclass A(AutoControl, b.C): pass', 'python'),
      [
        { text: 'AutoControl', name: 'AutoControl' },
        { text: 'b.C', name: 'C', module: 'b' },
      ],
    );
  });

  it('tells the place of the name and the last line', () => {
    const [typed] = scanPluginSource('\n  export class A {\n  }\n\n', 'typescript');
    assert.deepEqual([typed?.line, typed?.column, typed?.endLine], [2, 16, 3]);
    const [python_] = scanPluginSource('class A:\n  x = """\n  """\n\n# end\ny = 1', 'python');
    assert.deepEqual([python_?.line, python_?.column, python_?.endLine], [1, 7, 3]);
  });

  it('takes time in proportion to the text, however hostile', () => {
    const pieces = ['/[', '`${', '(', '{', '"""', 'class A(', 'class A<', 'x='];
    for (const piece of [...pieces, ...pieces.map((each) => `${each}\n`)]) {
      const text = piece.repeat(4e5 / piece.length);
      // Of the processor's time: what else the machine does is not counted.
      const started = process.cpuUsage();
      for (const language of ['typescript', 'python'] as const) scanPluginSource(text, language);
      const took = process.cpuUsage(started).user / 1000;
      assert.ok(took < 4000, `${JSON.stringify(piece)} took ${Math.round(took)} ms`);
    }
  }).timeout(300_000);
});
