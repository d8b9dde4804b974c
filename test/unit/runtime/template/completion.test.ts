import assert from 'node:assert/strict';
import type { PluginFacts } from '../../../../runtime/template/index.ts';
import {
  completeTemplate,
  validateTemplate,
  valueTypes,
} from '../../../../runtime/template/index.ts';
import { afterSnippet, readMarked } from './support/marked.ts';

const demo = 'src/config/plugins/Demo.ini';

describe('template completion', () => {
  function complete(marked: string, file = demo, facts?: PluginFacts, trigger?: string) {
    const { model, position } = readMarked(marked, file);
    return { model, items: completeTemplate(model, position, facts, { trigger }) };
  }

  const labels = (marked: string, file?: string, facts?: PluginFacts, trigger?: string) =>
    complete(marked, file, facts, trigger).items.map((item) => item.label);

  /** The text after the proposal of that label is taken, its tab stops filled in. */
  function accept(marked: string, label: string, file?: string, facts?: PluginFacts) {
    const { model, items } = complete(marked, file, facts);
    const item = items.find((each) => each.label === label);
    assert.ok(item, `${label} is among ${items.map((each) => each.label).join(', ')}`);
    return afterSnippet(model, item.range, item.snippet);
  }

  const types = ['string', 'int', 'bool', 'intrange'];
  const arrays = ['["string",""]', '["int",1]', '["bool",true]', '["intrange",1,"1-8"]'];

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
      ['A=["in<|>t",1]', 'intrange', 'A=["intrange",1,"1-8"]'],
      ['A=["in<|>t",99]', 'intrange', 'A=["intrange",99,"1-99"]'],
      ['A=["int<|>",1]', 'string', 'A=["string","1"]'],
      ['A=["in<|>t",1] ; seconds', 'bool', 'A=["bool",true] ; seconds'],
      ['A=["string<|>","$HOME}\\\\"', 'string', 'A=["string","$HOME}\\\\"]'],
      ['A=["intran<|>ge",1,"1-8"]', 'int', 'A=["int",1]'],
      ['A=["str<|>ing","a, b"]', 'bool', 'A=["bool",true]'],
      ['A=["strin<|>g","7"]', 'int', 'A=["int",7]'],
      ['A=["<|>,1]', 'int', 'A=["int",1]'],
      ['A=["Int<|>"]', 'int', 'A=["int",1]'],
      ['A=["in<|>"', 'int', 'A=["int",1]'],
      ['A=["in<|>]', 'int', 'A=["int",1]'],
      ['A=["in<|>,', 'int', 'A=["int",1]'],
      ['A=["in<|>,1', 'int', 'A=["int",1]'],
      ['A=["in<|>,1,"1-8"]', 'intrange', 'A=["intrange",1,"1-8"]'],
      ["A=['in<|>t',1]", 'int', 'A=["int",1]'],
      ['A=[in<|>t",1]', 'int', 'A=["int",1]'],
      ['A=[in<|>t,1]', 'int', 'A=["int",1]'],
      ['A=[\u201cin<|>t\u201d,1]', 'int', 'A=["int",1]'],
      ['A=[<|>"int",1]', 'bool', 'A=["bool",true]'],
      ['A=["int"<|>', 'int', 'A=["int",1]'],
      ['A = [ "<|>" , 1]', 'int', 'A = [ "int" , 1]'],
    ];
    for (const [before, label, after] of places) {
      it(`turns ${before} into ${after}`, () => {
        assert.deepEqual(labels(`[plugins.Demo]\n${before}`).sort(), types.toSorted());
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
      ['A=["intrange",0,"<|>"]', ['"0-8"'], 'A=["intrange",0,"0-8"]'],
      ['A=["intrange",30,<|>]', ['"1-30"'], 'A=["intrange",30,"1-30"]'],
      ['A=["intrange",30<|>', ['30'], 'A=["intrange",30,"1-30"]'],
      ['A=["intrange", <|>7, "5-7"]', ['5', '6', '7'], 'A=["intrange", 5, "5-7"]'],
      ['A=["bool",<|> true]', ['true', 'false'], 'A=["bool",true]'],
      ['A=["bool",t<|>rue]', ['true', 'false'], 'A=["bool",true]'],
      ['A=["string",<|>]', ['""'], 'A=["string",""]'],
      ['A=["string","x/~~<|>"]', ['~~HOME~~'], 'A=["string","x/~~HOME~~"]'],
      ['A=["string","~HO<|>"]', ['~~HOME~~'], 'A=["string","~~HOME~~"]'],
      ['A=["string","~~HO<|>ME~~/x"]', ['~~HOME~~'], 'A=["string","~~HOME~~/x"]'],
    ];
    for (const [before, found, after] of places) {
      it(`turns ${before} into ${after}`, () => {
        assert.deepEqual(labels(`[plugins.Demo]\n${before}`), found);
        assert.equal(accept(`[plugins.Demo]\n${before}`, found[0]!), `[plugins.Demo]\n${after}`);
      });
    }

    it('proposes at most fifty numbers of a range', () => {
      const found = labels('[plugins.Demo]\nA=["intrange",<|>,"10-900"]');
      assert.equal(found.length, 50);
      assert.deepEqual([found[0], found.at(-1)], ['10', '59']);
    });

    it('says what true and false stand for', () => {
      const { items } = complete('[server]\ntests=["multilist",<|>]', 'src/config/serverNodes.ini');
      assert.deepEqual(
        items.map(({ label, detail }) => [label, detail]),
        [
          ['true', 'ordered: drag and drop list'],
          ['false', 'unordered: check boxes'],
        ],
      );
    });

    const links: readonly (readonly [string, readonly string[], string])[] = [
      ['<|>]', ['"test/~~name~~/edit"', '"~~name~~"'], '"test/~~name~~/edit"]'],
      ['"<|>"]', ['"test/~~name~~/edit"', '"~~name~~"'], '"test/~~name~~/edit"]'],
      ['"my/<|>"]', ['~~name~~'], '"my/~~name~~"]'],
      ['"my/~~<|>/x"]', ['~~name~~'], '"my/~~name~~/x"]'],
      ['"my/~~na<|>me~~"]', ['~~name~~'], '"my/~~name~~"]'],
    ];
    for (const [before, found, after] of links) {
      it(`links each entry of a list with ${before}`, () => {
        const marked = `[server]\ntests=["multilist",true,${before}`;
        assert.deepEqual(labels(marked, 'src/config/serverNodes.ini'), found);
        const text = accept(marked, found[0]!, 'src/config/serverNodes.ini');
        assert.equal(text, `[server]\ntests=["multilist",true,${after}`);
      });
    }

    for (const nothing of [
      'A=["int",1,<|>]',
      'A=["nope",<|>]',
      'A=["string","a, <|>"]',
      'A=["string","a ~~HOME~~<|>"]',
      'A=["string",["<|>"]]',
      'A=["int",1]<|>',
      'A=["select",<|>]',
      '# A=["<|>',
      '; <|>',
      'A=["int",1]\n  <|>',
      'A=["in<|>\n  ,1]',
      `A=["<|>${' '.repeat(20_000)}`,
    ]) {
      it(`has nothing for ${JSON.stringify(nothing).slice(0, 60)}`, () => {
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
      const file = 'src\\config\\plugins\\HOME}\\x.ini';
      assert.deepEqual(labels('[<|>', file), ['main', 'plugins', 'servers']);
      assert.equal(
        accept('[<|>', 'plugins.HOME}', 'src/config/plugins/HOME}.ini'),
        '[plugins.HOME}]',
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

  describe('with the code of the plugin', () => {
    const place = (name: string) => ({
      file: `src/plugins/${name}.ts`,
      line: 1,
      startCol: 0,
      endCol: 1,
    });
    const read = (name: string, getter: 'getConfigInt' | 'getConfigVar') => ({
      name,
      getter,
      place: place('Demo'),
    });
    const facts: PluginFacts = {
      className: 'Demo',
      classPlace: place('Demo'),
      doc: undefined,
      language: 'typescript',
      isEnabled: true,
      reads: [
        read('GREETING', 'getConfigVar'),
        read('WAIT_TIME', 'getConfigInt'),
        read('wait_time', 'getConfigVar'),
        read('no name', 'getConfigVar'),
      ],
      hasDynamicReads: false,
      configValues: new Map(),
    };

    it('starts a template with every variable that is read', () => {
      const text = accept('<|>', '[plugins.Demo]', demo, facts);
      assert.equal(text, '[plugins.Demo]\nGREETING=["string",""]\nWAIT_TIME=["int",1]');
    });

    it('proposes first what is read and not declared, by the type it is read as', () => {
      const marked = '[plugins.Demo]\ngreeting=["string","Hi"]\n<|>\n';
      const { items } = complete(marked, demo, facts);
      assert.deepEqual(
        items.slice(0, 2).map(({ label, detail, isPreselected }) => [label, detail, isPreselected]),
        [
          ['WAIT_TIME=["int",1]', 'read by Demo', true],
          ['NAME=["string",""]', 'One line of text.', false],
        ],
      );
      assert.equal(
        accept(marked, 'WAIT_TIME=["int",1]', demo, facts),
        '[plugins.Demo]\ngreeting=["string","Hi"]\nWAIT_TIME=["int",1]\n',
      );
    });

    it('puts the type first that the code reads', () => {
      assert.equal(labels('[plugins.Demo]\nwait_TIME=<|>', demo, facts)[0], '["int",1]');
      assert.equal(labels('[plugins.Demo]\nWAIT_TIME=["<|>', demo, facts)[0], 'int');
      assert.equal(labels('[plugins.Demo]\nGREETING=["<|>', demo, facts)[0], 'string');
    });

    it('mends a name that is declared otherwise than it is read', () => {
      const marked = '[plugins.Demo]\nWAITTIME<|>=["int",5]';
      assert.deepEqual(labels(marked, demo, facts), ['GREETING', 'WAIT_TIME']);
      assert.equal(accept(marked, 'WAIT_TIME', demo, facts), '[plugins.Demo]\nWAIT_TIME=["int",5]');
    });

    it('leaves the variables of other sections alone', () => {
      const found = labels('[main]\n<|>', 'src/config/config.ini', facts);
      assert.equal(found[0], 'NAME=["string",""]');
    });
  });

  describe('asked for by what is typed', () => {
    for (const [marked, trigger, count] of [
      ['A=["int",<|>1]', ',', 0],
      ['A=["bool",<|>true]', ',', 0],
      ['A=["bool",<|>]', ',', 2],
      ['A=["int",1,<|>]', ',', 0],
      ['A=["string","a"<|>]', '"', 0],
      ['A=["<|>"]', '"', 4],
      ['A=[<|>]', '[', 4],
      ['A=<|>', '=', 4],
    ] as const) {
      it(`opens ${count === 0 ? 'no list' : 'a list'} for ${trigger} in ${marked}`, () => {
        const found = labels(`[plugins.Demo]\n${marked}`, demo, undefined, trigger);
        assert.equal(found.length, count);
      });
    }
  });

  it('declares nothing twice', () => {
    assert.deepEqual(labels('[plugins.Demo]\nA=["int",1]\na<|>'), []);
    const [first] = labels('[plugins.Demo]\nname=["int",1]\n<|>');
    assert.equal(first, 'NAME_2=["string",""]');
  });

  it('finds a type that is misspelt', () => {
    const [first] = complete('[plugins.Demo]\nA=["itn<|>"]').items;
    assert.equal(first?.label, 'int');
    assert.equal(first.filterText, '"itn"');
  });

  it('proposes nothing that validation marks at once', () => {
    const usable = valueTypes.filter((type) => !type.needsChoices && !type.isInternal);
    for (const marked of ['A=<|>', 'A=[<|>', 'A=["<|>', 'A=["<|>"]', '<|>']) {
      const { model, items } = complete(`[plugins.Demo]\n${marked}`);
      for (const type of usable) {
        const item = items.find((each) => each.label.includes(type.name));
        assert.ok(item, type.name);
        const after = afterSnippet(model, item.range, item.snippet);
        assert.deepEqual(validateTemplate(after, { file: demo }), [], after);
      }
    }
  });
});
