import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { TemplateSymbol } from '../../../../../runtime/template/index.ts';
import {
  readTemplate,
  templateSymbols,
  workspaceSymbols,
} from '../../../../../runtime/template/index.ts';
import { templateTexts } from '../templateTexts.ts';

const file = 'src/config/plugins/Demo.ini';

function outline(text: string, limit?: number): string {
  return templateSymbols(readTemplate(text, file), limit)
    .map((symbol) => show(symbol, ''))
    .join('\n');
}

function show({ name, kind, detail, range, children }: TemplateSymbol, indent: string): string {
  const place = `${at(range.start)}-${at(range.end)}`;
  const own = `${indent}${name} ${kind} ${place}${detail && ` ${detail}`}`;
  return [own, ...children.map((child) => show(child, `${indent}  `))].join('\n');
}

function at({ line, character }: { line: number; character: number }): string {
  return `${line}:${character}`;
}

describe('templateSymbols', () => {
  it('shows sections with their variables, types and defaults', () => {
    const text = [
      '[plugins.Demo]',
      'GREETING=["string","Hello"]',
      'PERIOD=["int",5]',
      'ON=["bool",true]',
      'SOCKET=["intrange",1,"1-8"]',
      'KIND=["select",false]',
      'LIST=["multilist",true,"x/~~name~~"]',
      '',
    ].join('\n');
    assert.equal(
      outline(text),
      [
        'plugins.Demo section 0:0-6:36',
        '  GREETING string 1:0-1:27 string "Hello"',
        '  PERIOD number 2:0-2:16 int 5',
        '  ON boolean 3:0-3:16 bool true',
        '  SOCKET number 4:0-4:27 intrange 1 (1-8)',
        '  KIND enum 5:0-5:21 select',
        '  LIST array 6:0-6:36 multilist',
      ].join('\n'),
    );
  });

  it('gives comments right above a header to that header, all others to the section', () => {
    const text = '# file\n[a]\n\n# of X\nX=["int",1]\n# of a\n\n# of b\n# as well\n[b]\n# of b\n\n';
    assert.equal(outline(text), 'a section 1:0-5:6\n  X number 4:0-4:11 int 1\nb section 9:0-10:6');
  });

  it('ends a section before the end of a region that holds it', () => {
    const text = '# region all\n[a]\nX=["int",1]\n# endregion\n\n# region b\n\n[b]\n# endregion\n';
    assert.equal(outline(text), 'a section 1:0-2:11\n  X number 2:0-2:11 int 1\nb section 7:0-7:3');
  });

  it('is there for broken templates', () => {
    const text = [
      'ORPHAN=["int",1]',
      '[a',
      ' [indented]',
      'A=["int',
      '=1',
      'B',
      '[open',
      'C=',
      '[]',
      '  D = 5',
      'E=["Int",1]',
      '  F=["string",',
      '  "x"]',
    ].join('\n');
    assert.equal(
      outline(text),
      [
        'ORPHAN number 0:0-0:16 int 1',
        'a section 1:0-1:2',
        'indented section 2:1-5:1',
        '  A array 3:0-3:7 ["int',
        'open section 6:0-7:2',
        '  C variable 7:0-7:2',
        '[] section 8:0-12:6',
        '  D number 9:2-9:7 5',
        '  E array 10:0-10:11 ["Int",1]',
        '  F string 11:2-12:6 string "x"',
      ].join('\n'),
    );
  });

  it('shortens a long default without halving a character', () => {
    const [section] = templateSymbols(
      readTemplate(`[s]\nA=["string","${'\u{1f600}'.repeat(60)}"]`, file),
    );
    const detail = section?.children[0]?.detail ?? '';
    assert.equal(detail, `string "${'\u{1f600}'.repeat(25)}\u2026`);
  });

  it('leaves out the variables of the last sections, then the last sections', () => {
    const text = '[a]\nA=["int",1]\nB=["int",1]\n[b]\nC=["int",1]\n[c]\nD=["int",1]';
    const shape = (limit: number) =>
      templateSymbols(readTemplate(text, file), limit).map(({ name, children }) =>
        [name, ...children.map((child) => child.name)].join(' '),
      );
    assert.deepEqual(shape(10_000), ['a A B', 'b C', 'c D']);
    assert.deepEqual(shape(6), ['a A B', 'b C', 'c']);
    assert.deepEqual(shape(4), ['a A', 'b', 'c']);
    assert.deepEqual(shape(3), ['a', 'b', 'c']);
    assert.deepEqual(shape(2), ['a', 'b']);
  });

  it('has at most ten thousand symbols', () => {
    const text = '[s]\nA=["int",1]\n'.repeat(7000);
    const symbols = templateSymbols(readTemplate(text, file));
    const variables = symbols.flatMap(({ children }) => children);
    assert.deepEqual([symbols.length, variables.length], [7000, 3000]);
  });

  it('nests ranges, whatever the text', () => {
    fc.assert(
      fc.property(templateTexts, (text) => {
        const model = readTemplate(text, file);
        const end = { line: model.lineCount, character: 0 };
        assertNested(templateSymbols(model), { start: { line: 0, character: 0 }, end });
      }),
      { numRuns: 1000 },
    );
  });
});

function assertNested(symbols: readonly TemplateSymbol[], outer: TemplateSymbol['range']): void {
  let from = outer.start;
  for (const { name, range, nameRange, children } of symbols) {
    assert.notEqual(name, '');
    assertInOrder([from, range.start, nameRange.start, nameRange.end, range.end, outer.end]);
    assertNested(children, range);
    from = range.end;
  }
}

function assertInOrder(places: readonly TemplateSymbol['range']['start'][]): void {
  const numbers = places.map(({ line, character }) => line * 1e6 + character);
  assert.deepEqual(
    numbers,
    numbers.toSorted((a, b) => a - b),
  );
}

describe('workspaceSymbols', () => {
  const model = readTemplate('[plugins.Demo]\nWAIT_TIME=["int",1]\n[other]\nX=["int",1]', file);

  it('lists the plugin and the variables of all sections', () => {
    const shown = workspaceSymbols(model, '').map(({ name, kind, container, range }) =>
      [name, kind, container ?? '-', at(range.start)].join(' '),
    );
    assert.deepEqual(shown, [
      'Demo plugin - 0:1',
      'WAIT_TIME number plugins.Demo 1:0',
      'X number other 3:0',
    ]);
  });

  it('finds names by units in their order, in any case', () => {
    const found = (query: string) => workspaceSymbols(model, query).map(({ name }) => name);
    assert.deepEqual(found('wtm'), ['WAIT_TIME']);
    assert.deepEqual(found('DM'), ['Demo']);
    assert.deepEqual(found('tw'), []);
  });
});
