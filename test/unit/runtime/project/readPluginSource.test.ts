import assert from 'node:assert/strict';
import type { PluginLanguage } from '../../../../runtime/project/index.ts';
import { readPluginSource } from '../../../../runtime/project/index.ts';

describe('readPluginSource', () => {
  /** `getter name` of each read, with what else is to be known of it; `?` is a computed name. */
  function reads(text: string, language: PluginLanguage): readonly string[] {
    return readPluginSource(text, language).reads.map((read) =>
      [
        read.plugin === undefined ? [] : [`${read.plugin}:`],
        read.getter,
        read.name ?? '?',
        read.isOwn ? [] : ['of another'],
        read.isConverted ? ['converted'] : [],
      ]
        .flat()
        .join(' '),
    );
  }

  const python: readonly (readonly [string, readonly string[]])[] = [
    ['self.getConfigVar("A")', ['getConfigVar A']],
    ["x = int(self.getConfigVar('A'))", ['getConfigVar A converted']],
    ['super().getConfigInt(r"A")', ['getConfigInt A']],
    ['self.getConfigVar(value="A")', ['getConfigVar A']],
    ['plugin.getConfigVar("A")', ['getConfigVar A of another']],
    ['KEY = "A"\nself.getConfigVar(KEY)', ['getConfigVar A']],
    ['KEY = "A"\nKEY = "B"\nself.getConfigVar(KEY)', ['getConfigVar ?']],
    ['self.getConfigVar(f"A")', ['getConfigVar ?']],
    ['self.getConfigVar("A" "B")', ['getConfigVar ?']],
    ['self.getConfigVar("A\\x41")', ['getConfigVar ?']],
    ['f"{self.getConfigVar(1)}"', ['getConfigVar ?']],
    ['# self.getConfigVar("A")', []],
    ['"""self.getConfigVar("A")"""', []],
    ['config.getint("plugins.B", "A")', ['B: getint A of another']],
    ['config.get("main", "A"); d.get("plugins.B")', []],
  ];
  for (const [text, expected] of python) {
    it(`Python: ${text}`, () => assert.deepEqual(reads(text, 'python'), expected));
  }

  const typescript: readonly (readonly [string, readonly string[]])[] = [
    ["this.getConfigVar('A');", ['getConfigVar A']],
    ['Number(this.getConfigVar(`A`));', ['getConfigVar A converted']],
    ['`${this.getConfigInt("A")}`;', ['getConfigInt A']],
    ['this.getConfigVar(`A${1}`);', ['getConfigVar ?']],
    ["const KEY: string = 'A';\nthis.getConfigVar(KEY);", ['getConfigVar A']],
    ["let KEY = 'A';\nthis.getConfigVar(KEY);", ['getConfigVar ?']],
    ["// this.getConfigVar('A')\n/* this.getConfigVar('B') */", []],
    ["this.mainDaemon.config.get('plugins.B', 'A');", ['B: get A of another']],
  ];
  for (const [text, expected] of typescript) {
    it(`TypeScript: ${text}`, () => assert.deepEqual(reads(text, 'typescript'), expected));
  }

  it('tells the place of the argument and of the name in it', () => {
    const [read] = readPluginSource('\r\n  self.getConfigVar(r"""A""")', 'python').reads;
    assert.deepEqual(read?.argument, { line: 1, startCol: 20, endCol: 28 });
    assert.deepEqual(read.nameAt, { line: 1, startCol: 24, endCol: 25 });
  });

  it('has what a class says of itself as plain text', () => {
    const doc = (text: string, language: PluginLanguage) =>
      readPluginSource(text, language).classes.map((each) => each.doc);
    assert.deepEqual(doc('class A(B):\n  """One.\n\n     Two.\n  """\n', 'python'), [
      'One.\n\nTwo.',
    ]);
    assert.deepEqual(doc('class A(B):\n  x = """no"""\n', 'python'), [undefined]);
    const ts =
      '/** One.\n *\n * Two. */\nexport class A {}\n// no\nclass B {}\n/* no */ class C {}';
    assert.deepEqual(doc(ts, 'typescript'), ['One.\n\nTwo.', undefined, undefined]);
  });

  it('reads hostile texts in time', () => {
    const pieces = ['.getConfigVar(', 'a.get("plugins.x",', 'class ', 'f".getConfig', 'self.'];
    for (const piece of [...pieces, 'const A="x";', 'A="x"\n', '/**', 'class A(A):\n "']) {
      const text = piece.repeat(3e5 / piece.length);
      for (const language of ['typescript', 'python'] as const) {
        assert.ok(readPluginSource(text, language).reads.length >= 0);
      }
    }
  }).timeout(60_000);
});
