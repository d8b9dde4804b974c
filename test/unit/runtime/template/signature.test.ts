import assert from 'node:assert/strict';
import { signatureHelp } from '../../../../runtime/template/index.ts';
import { readMarked } from './support/marked.ts';

describe('signature help', () => {
  const help = (marked: string) => {
    const { model, position } = readMarked(`[plugins.Demo]\n${marked}`);
    return signatureHelp(model, position);
  };

  const all = [
    'string(default: string)',
    'int(default: int)',
    'bool(default: bool)',
    'intrange(default: int, range: "min-max")',
    'select(disabled: bool)',
    'multilist(ordered: bool, url?: "url")',
  ];

  const unknown: readonly (readonly [string, string])[] = [
    ['A=[<|>', 'string('],
    ['A=["<|>', 'string('],
    ['A=["<|>"]', 'string('],
    ['A=["bo<|>', 'bool('],
    ['A=["intr<|>", 1]', 'intrange('],
    ['A=["int<|>",1]', 'int('],
    ['A=["nope",<|>1]', 'string('],
  ];
  for (const [marked, active] of unknown) {
    it(`shows all types in ${marked}, ${active}) first`, () => {
      const found = help(marked);
      assert.deepEqual(
        found?.signatures.map(({ label }) => label),
        all,
      );
      assert.ok(all[found.activeSignature]?.startsWith(active));
    });
  }

  const known: readonly (readonly [string, string | undefined])[] = [
    ['A=["intrange",<|>1,"1-8"]', 'default: int'],
    ['A=["intrange",1<|>', 'default: int'],
    ['A=["intrange",1, <|>', 'range: "min-max"'],
    ['A=["intrange",1,"1<|>-8"]', 'range: "min-max"'],
    ['A=["intrange",1,"1-8",<|>', undefined],
    ['A=["string","a, b, <|>', 'default: string'],
    ['A=["string","a \\", b",<|>]', undefined],
    ['A=["multilist",true,"<|>"]', 'url?: "url"'],
    ['A=["intrange",\n 1,\n "<|>1-8"]', 'range: "min-max"'],
    ['A=["string",[1,2,<|>', 'default: string'],
  ];
  for (const [marked, parameter] of known) {
    it(`names ${parameter ?? 'no element'} in ${JSON.stringify(marked)}`, () => {
      const found = help(marked);
      const [signature, ...more] = found?.signatures ?? [];
      assert.ok(signature);
      assert.deepEqual(more, []);
      const { activeParameter } = found!;
      const stretch =
        activeParameter === undefined ? undefined : signature.parameters[activeParameter]?.label;
      assert.equal(stretch && signature.label.slice(...stretch), parameter);
    });
  }

  for (const outside of [
    '<|>',
    'A<|>=["int",1]',
    'A=<|>["int",1]',
    'A=["int",1]<|>',
    '# ["int",<|>',
  ]) {
    it(`is silent in ${outside}`, () => {
      assert.equal(help(outside), undefined);
    });
  }

  it('describes each element', () => {
    const [signature] = help('A=["intrange",1,<|>')?.signatures ?? [];
    assert.equal(signature?.documentation, 'A whole number out of a range.');
    assert.match(signature.parameters[1]?.documentation ?? '', /^lowest and highest number/);
  });
});
