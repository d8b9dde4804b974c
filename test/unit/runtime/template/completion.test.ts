import assert from 'node:assert/strict';
import { parseIni } from '../../../../runtime/ini/index.ts';
import type { TemplateCompletion } from '../../../../runtime/template/index.ts';
import { createTemplateService, valueTypes } from '../../../../runtime/template/index.ts';

const caret = '<|>';

describe('template completion', () => {
  const service = createTemplateService();

  function complete(marked: string, file = 'src/config/plugins/Demo.ini') {
    const offset = marked.indexOf(caret);
    assert.notEqual(offset, -1, 'the text has a caret');
    const text = marked.replace(caret, '');
    const before = text.slice(0, offset).split(/\r\n|\n|\r/);
    const position = { line: before.length - 1, character: (before.at(-1) ?? '').length };
    return { text, items: service.complete({ text, file }, position) };
  }

  const labels = (marked: string, file?: string) =>
    complete(marked, file).items.map((item) => item.label);

  /** The text after the proposal of that label is taken, its tab stops filled in. */
  function accept(marked: string, label: string, file?: string) {
    const { text, items } = complete(marked, file);
    const item = items.find((each) => each.label === label);
    assert.ok(item, `${label} is among ${items.map((each) => each.label).join(', ')}`);
    return replace(text, item);
  }

  function replace(text: string, item: TemplateCompletion) {
    const { start, end } = item.range;
    assert.equal(start.line, end.line);
    const lineStart = parseIni(text).lines.starts[start.line] ?? 0;
    const inserted = fillTabStops(item.snippet);
    return (
      text.slice(0, lineStart + start.character) + inserted + text.slice(lineStart + end.character)
    );
  }

  function fillTabStops(snippet: string) {
    return snippet.replace(
      /\\([\\$}])|\$\{\d+:((?:\\.|[^}])*)\}|\$\{\d+\|([^,|]*)[^}]*\}|\$\d+/g,
      (_, escaped?: string, preset?: string, choice?: string) =>
        escaped ?? preset?.replace(/\\([\\$}])/g, '$1') ?? choice ?? '',
    );
  }

  const types = ['string', 'int', 'bool', 'intrange', 'select', 'multilist'];
  const arrays = [
    '["string",""]',
    '["int",1]',
    '["bool",true]',
    '["intrange",1,"1-8"]',
    '["select",false]',
    '["multilist",false]',
  ];

  describe('after the equals sign', () => {
    for (const marked of ['A=<|>', 'A = <|>\n', 'A=<|>\r\nB=["int",1]\r\n', 'A=in<|>', 'A:<|>']) {
      it(`proposes one array for each type in ${JSON.stringify(marked)}`, () => {
        assert.deepEqual(labels(`[plugins.Demo]\n${marked}`), arrays);
      });
    }

    it('puts those first that Ockle has choices for', () => {
      const found = labels('[plugins]\npluginList=<|>', 'src/config/config.ini');
      assert.deepEqual(found.slice(0, 2), ['["select",false]', '["multilist",false]']);
    });

    it('leaves a finished array alone', () => {
      assert.deepEqual(labels('[plugins.Demo]\nA=<|>["int",1]'), []);
      assert.deepEqual(labels('[plugins.Demo]\nA=["int",1]<|>'), []);
      assert.deepEqual(labels('[plugins.Demo]\nA=["int",1] <|>'), []);
    });
  });

  describe('for the type', () => {
    const places: readonly (readonly [string, string, string])[] = [
      ['A=["<|>', 'int', 'A=["int",1]'],
      ['A=[<|>', 'int', 'A=["int",1]'],
      ['A=[<|>]', 'bool', 'A=["bool",true]'],
      ['A=["<|>"]', 'intrange', 'A=["intrange",1,"1-8"]'],
      ['A=["in<|>', 'string', 'A=["string",""]'],
      ['A=["in<|>t",1]', 'intrange', 'A=["intrange",1]'],
      ['A=["int<|>",1]', 'string', 'A=["string",1]'],
      ['A=["<|>,1]', 'int', 'A=["int",1]'],
      ['A=["Int<|>"]', 'int', 'A=["int",1]'],
      ['A=["mul<|>"]', 'multilist', 'A=["multilist",false]'],
      ['A = [ "<|>" , 1]', 'int', 'A = [ "int" , 1]'],
    ];
    for (const [before, label, after] of places) {
      it(`turns ${before} into ${after}`, () => {
        assert.deepEqual(labels(`[plugins.Demo]\n${before}`), types);
        assert.equal(accept(`[plugins.Demo]\n${before}`, label), `[plugins.Demo]\n${after}`);
        assert.equal(
          accept(`[plugins.Demo]\r\n${before}\r\nB=["int",1]\r\n`, label),
          `[plugins.Demo]\r\n${after}\r\nB=["int",1]\r\n`,
        );
      });
    }
  });

  describe('for the other elements', () => {
    const places: readonly (readonly [string, readonly string[], string])[] = [
      ['A=["bool",<|>]', ['true', 'false'], 'A=["bool",true]'],
      ['A=["bool",<|>', ['true', 'false'], 'A=["bool",true]'],
      ['A=["bool",fa<|>]', ['true', 'false'], 'A=["bool",true]'],
      ['A=["int",<|>]', ['1'], 'A=["int",1]'],
      ['A=["int",<|>', ['1'], 'A=["int",1]'],
      ['A=["intrange",<|>]', ['1'], 'A=["intrange",1,"1-8"]'],
      ['A=["intrange",<|>,"3-5"]', ['3', '4', '5'], 'A=["intrange",3,"3-5"]'],
      ['A=["intrange",4,<|>', ['"1-8"'], 'A=["intrange",4,"1-8"]'],
      ['A=["intrange",4,"<|>"]', ['"1-8"'], 'A=["intrange",4,"1-8"]'],
      ['A=["string",<|>]', ['""'], 'A=["string",""]'],
      ['A=["select",<|>]', ['true', 'false'], 'A=["select",true]'],
      ['A=["multilist",true,<|>]', ['"~~name~~"'], 'A=["multilist",true,"~~name~~"]'],
    ];
    for (const [before, found, after] of places) {
      it(`turns ${before} into ${after}`, () => {
        assert.deepEqual(labels(`[plugins.Demo]\n${before}`), found);
        assert.equal(accept(`[plugins.Demo]\n${before}`, found[0]!), `[plugins.Demo]\n${after}`);
      });
    }

    for (const nothing of [
      'A=["int",1,<|>]',
      'A=["nope",<|>]',
      'A=["string","a, <|>"]',
      'A=["string",["<|>"]]',
      '# A=["<|>',
      '; <|>',
      'A=["int",1]\n  <|>',
    ]) {
      it(`has nothing for ${JSON.stringify(nothing)}`, () => {
        assert.deepEqual(labels(`[plugins.Demo]\n${nothing}`), []);
      });
    }
  });

  describe('for the section', () => {
    for (const header of [
      '[<|>',
      '[plugins.<|>',
      '[plugins.<|>]',
      '[<|>]',
      '[Demo<|>\nA=["int",1]',
    ]) {
      it(`names the one of the file in ${JSON.stringify(header)}`, () => {
        const after = header.includes('\n') ? '[plugins.Demo]\nA=["int",1]' : '[plugins.Demo]';
        assert.deepEqual(labels(header), ['plugins.Demo']);
        assert.equal(accept(header, 'plugins.Demo'), after);
        assert.equal(accept(`\ufeff${header}`, 'plugins.Demo'), `\ufeff${after}`);
      });
    }

    it('inserts the name as it is, whatever it holds', () => {
      const file = 'src\\config\\plugins\\$HOME}\\x.ini';
      assert.deepEqual(labels('[<|>', file), ['main', 'plugins', 'servers']);
      assert.equal(
        accept('[<|>', 'plugins.$HOME}', 'src/config/plugins/$HOME}.ini'),
        '[plugins.$HOME}]',
      );
    });

    it('starts an empty template with its section and a first variable', () => {
      for (const empty of ['<|>', '# mine\n<|>', '\ufeff<|>']) {
        const [first] = complete(empty).items;
        assert.equal(first?.label, '[plugins.Demo]');
        assert.equal(first.isPreselected, true);
      }
      assert.equal(accept('<|>', '[plugins.Demo]'), '[plugins.Demo]\nNAME=["string",""]');
    });

    it('knows the sections of a device', () => {
      assert.deepEqual(labels('[pdu]\n[<|>', 'src/config/conf_outlets/X.ini'), ['outletParams']);
    });
  });

  describe('at the start of a line', () => {
    it('proposes a line for each type that works there', () => {
      const [first] = complete('[plugins.Demo]\n<|>').items;
      assert.equal(first?.label, 'NAME=["string",""]');
      assert.equal(first.filterText, 'string');
    });

    it('keeps a name that is typed already', () => {
      assert.equal(
        accept('[plugins.Demo]\nWAIT<|>', 'WAIT=["int",1]'),
        '[plugins.Demo]\nWAIT=["int",1]',
      );
    });

    it('stays out of a finished line', () => {
      assert.deepEqual(labels('[plugins.Demo]\nWA<|>IT=["int",1]'), []);
      assert.deepEqual(labels('[plugins.Demo]\n<|>WAIT=["int",1]'), []);
    });
  });

  it('proposes nothing that validation marks at once', () => {
    const usable = valueTypes.filter((type) => !type.needsChoices && !type.isInternal);
    for (const marked of ['A=<|>', 'A=[<|>', 'A=["<|>', 'A=["<|>"]', '<|>']) {
      const { text, items } = complete(`[plugins.Demo]\n${marked}`);
      for (const type of usable) {
        const item = items.find((each) => each.label.includes(type.name));
        assert.ok(item, type.name);
        const after = replace(text, item);
        const found = service.validate({ text: after, file: 'src/config/plugins/Demo.ini' });
        assert.deepEqual(found, [], after);
      }
    }
  });
});
