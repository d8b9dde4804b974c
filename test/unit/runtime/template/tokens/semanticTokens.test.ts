import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { PluginFacts, SemanticToken } from '../../../../../runtime/template/index.ts';
import {
  encodedTokens,
  readTemplate,
  semanticTokenLegend,
  semanticTokens,
} from '../../../../../runtime/template/index.ts';
import { templateTexts } from '../templateTexts.ts';

const file = 'src/config/plugins/Demo.ini';
const place = { file: 'src/plugins/Demo.ts', line: 0, startCol: 13, endCol: 17 };
const facts: PluginFacts = {
  className: 'Demo',
  classPlace: place,
  doc: undefined,
  language: 'typescript',
  isEnabled: true,
  reads: [{ name: 'USED', getter: 'getConfigVar', place }],
  hasDynamicReads: false,
  configValues: new Map(),
};

/** Each token as its kind, its modifiers and its text. */
function show(text: string, asked: { file?: string; facts?: PluginFacts } = {}): readonly string[] {
  const model = readTemplate(text, asked.file ?? file);
  return semanticTokens(model, undefined, asked.facts).map((token) => {
    const { line, character, length, type, modifiers } = token;
    const own = model.lineText(line).slice(character, character + length);
    return `${[type, ...modifiers].join('.')} ${own}`;
  });
}

describe('semanticTokens', () => {
  it('names sections, variables, types and values', () => {
    assert.deepEqual(show('# c\n[ plugins.Demo ]\nA=["int",-5]\nB = ["bool",true] ; c\n'), [
      'namespace plugins.Demo',
      'property.declaration A',
      'type "int"',
      'number -5',
      'property.declaration B',
      'type "bool"',
      'keyword true',
    ]);
  });

  it('takes texts apart', () => {
    assert.deepEqual(show('[s]\nA=["string","a\\nb ~~HOME~~/%% \\u00e9"]\n').slice(2), [
      'type "string"',
      'string "a',
      'string.escape \\n',
      'string b ',
      'regexp ~~HOME~~',
      'string /',
      'string.escape %%',
      'string  ',
      'string.escape \\u00e9',
      'string "',
    ]);
  });

  it('takes ranges apart where they are ranges', () => {
    const text = '[s]\nA=["intrange",1,"1 - 8"]\nB=["intrange",1,"1..8"]\nC=["string","1-8"]\n';
    assert.deepEqual(
      show(text).filter((token) => !/^(?:namespace|property|type) /.test(token)),
      [
        ...['property.declaration A', 'number 1', 'string "', 'number 1', 'operator -'],
        ...['number 8', 'string "', 'property.declaration B', 'number 1', 'string "1..8"'],
        ...['property.declaration C', 'string "1-8"'],
      ],
    );
  });

  it('leaves what is wrong in a text to the grammar', () => {
    assert.deepEqual(show('[s]\nA=["string","100% \\x"]\n').slice(3), [
      'string "100',
      'string  ',
      'string "',
    ]);
  });

  it('colours broken values as far as they can be read', () => {
    assert.deepEqual(show('[s]\nA=["Int", True, 5\nB=["name",""]\nC=\n[]\nnothing'), [
      'namespace s',
      'property.declaration A',
      'string "Int"',
      'number 5',
      'property.declaration B',
      'type.deprecated "name"',
      'string ""',
      'property.declaration C',
    ]);
  });

  it('colours the lines of a value that goes on', () => {
    assert.deepEqual(show('[s]\nA=["intrange",\n  1,\n  "1-8"]'), [
      'namespace s',
      'property.declaration A',
      ...['type "intrange"', 'number 1', 'string "', 'number 1', 'operator -', 'number 8'],
      'string "',
    ]);
  });

  it('knows plugin names and plain values of the configuration', () => {
    const text =
      '[plugins]\npluginList=["Demo","Other"]\n[plugins.Demo]\nA=5\nB=true\nC=some text\n';
    assert.deepEqual(show(text, { file: 'etc/config.ini' }), [
      'namespace plugins',
      'property.declaration pluginList',
      'enumMember "Demo"',
      'enumMember "Other"',
      'namespace plugins.Demo',
      'property.declaration A',
      'number 5',
      'property.declaration B',
      'keyword true',
      'property.declaration C',
    ]);
  });

  it('marks variables that the plugin never reads, if that can be known', () => {
    const text = '[plugins.Demo]\nUsed=["int",1]\nSPARE=["int",1]\n';
    const marked = (asked: PluginFacts) =>
      show(text, { facts: asked }).filter((token) => token.includes('unused'));
    assert.deepEqual(marked(facts), ['property.declaration.unused SPARE']);
    assert.deepEqual(marked({ ...facts, hasDynamicReads: true }), []);
    assert.deepEqual(marked({ ...facts, classPlace: undefined, reads: [] }), []);
  });

  it('answers the lines of a range', () => {
    const model = readTemplate('[s]\nA=["int",1]\nB=["int",2]\n[t]\nC=["int",3]', file);
    const range = { start: { line: 2, character: 4 }, end: { line: 3, character: 0 } };
    const lines = semanticTokens(model, range).map(({ line }) => line);
    assert.deepEqual(lines, [2, 2, 2, 3]);
  });

  it('is in order, in its line and without overlaps, whatever the text', () => {
    fc.assert(
      fc.property(templateTexts, (text) => {
        const model = readTemplate(text, file);
        let end = { line: 0, character: 0 };
        for (const { line, character, length } of semanticTokens(model)) {
          assert.ok(line > end.line || (line === end.line && character >= end.character));
          assert.ok(length > 0 && character + length <= model.lineText(line).length);
          end = { line, character: character + length };
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('has the colours of the grammar, which shows the text first', () => {
    interface Manifest {
      readonly contributes: {
        readonly semanticTokenModifiers: readonly { readonly id: string }[];
        readonly semanticTokenScopes: readonly {
          readonly language: string;
          readonly scopes: Readonly<Record<string, readonly string[]>>;
        }[];
      };
    }
    const root = new URL('../../../../../', import.meta.url);
    const manifest = readFileSync(new URL('package.json', root), 'utf8');
    const { contributes } = JSON.parse(manifest) as Manifest;
    const { scopes = {} } =
      contributes.semanticTokenScopes.find(({ language }) => language === 'ockle-template') ?? {};
    const grammar = readFileSync(new URL('syntaxes/ockle-template.tmLanguage.json', root), 'utf8');
    const { tokenTypes, tokenModifiers } = semanticTokenLegend;
    for (const [kind, names] of Object.entries(scopes)) {
      const [type, ...modifiers] = kind.split('.');
      assert.ok(
        tokenTypes.some((each) => each === type),
        kind,
      );
      assert.ok(
        modifiers.every((each) => tokenModifiers.some((own) => own === each)),
        kind,
      );
      for (const name of names) assert.ok(grammar.includes(name), name);
    }
    assert.deepEqual(Object.keys(scopes), [
      ...['namespace', 'type', 'keyword', 'regexp', 'string.escape'],
    ]);
    assert.deepEqual(
      contributes.semanticTokenModifiers.map(({ id }) => id),
      tokenModifiers.slice(2),
    );
  });
});

describe('encodedTokens', () => {
  const { tokenTypes, tokenModifiers } = semanticTokenLegend;

  function decode(data: Uint32Array): readonly SemanticToken[] {
    const tokens: SemanticToken[] = [];
    let [line, character] = [0, 0];
    for (let at = 0; at < data.length; at += 5) {
      const [lines = 0, start = 0, length = 0, type = 0, bits = 0] = data.subarray(at, at + 5);
      line += lines;
      character = lines === 0 ? character + start : start;
      const modifiers = tokenModifiers.filter((_, bit) => (bits & (1 << bit)) !== 0);
      tokens.push({ line, character, length, type: tokenTypes[type]!, modifiers });
    }
    return tokens;
  }

  function plain(tokens: readonly SemanticToken[]): readonly SemanticToken[] {
    return tokens.map(({ line, character, length, type, modifiers }) => ({
      ...{ line, character, length, type, modifiers },
    }));
  }

  it('says the same in numbers, before and after a change', () => {
    fc.assert(
      fc.property(templateTexts, templateTexts, fc.nat(10), (text, inserted, line) => {
        const start = { line, character: 0 };
        const before = readTemplate(text, file);
        for (const model of [before, before.change({ start, end: start, text: inserted })]) {
          assert.deepEqual(decode(encodedTokens(model)), plain(semanticTokens(model)));
          const range = { start, end: { line: line + 2, character: 0 } };
          const inRange = decode(encodedTokens(model, undefined, range));
          assert.deepEqual(inRange, plain(semanticTokens(model, range)));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('knows what is unused', () => {
    const model = readTemplate('[plugins.Demo]\nUSED=["int",1]\nSPARE=["int",1]\n', file);
    const expected = plain(semanticTokens(model, undefined, facts));
    assert.deepEqual(decode(encodedTokens(model, facts)), expected);
  });
});
