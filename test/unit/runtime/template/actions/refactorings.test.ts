import assert from 'node:assert/strict';
import { applyTemplateEdits } from '../../../../../runtime/template/actions/applyTemplateEdits.ts';
import { templateActions } from '../../../../../runtime/template/actions/templateActions.ts';
import type { PluginFacts } from '../../../../../runtime/template/model/pluginFacts.ts';
import { readTemplate } from '../../../../../runtime/template/model/templateModel.ts';

const demo = 'src/config/plugins/Demo.ini';

/** The titles and results of the actions of a kind at a line. */
function done(
  text: string,
  line: number,
  only: string,
  { file = demo, facts }: { readonly file?: string; readonly facts?: PluginFacts } = {},
): Readonly<Record<string, string>> {
  const model = readTemplate(text, file);
  const place = { line, character: 0 };
  const actions = templateActions(model, { start: place, end: place }, { only: [only], facts });
  return Object.fromEntries(
    actions.map(({ title, change }) => [
      title,
      [
        applyTemplateEdits(model, change.edits).text,
        ...(change.newFiles ?? []).map((each) => `-> ${each.path}\n${each.text}`),
      ].join(''),
    ]),
  );
}

describe('Refactorings', () => {
  const header = '[plugins.Demo]\n';

  it('change the type and keep the default', () => {
    assert.deepEqual(done(`${header}A=["intrange",12,"1-16"] `, 1, 'refactor'), {
      'Change the type to "string"': `${header}A=["string","12"] `,
      'Change the type to "int"': `${header}A=["int",12] `,
      'Change the type to "bool"': `${header}A=["bool",true] `,
    });
    const fromInt = done(`${header}A=["int",12]`, 1, 'refactor');
    assert.equal(fromInt['Change the type to "intrange"'], `${header}A=["intrange",12,"1-12"]`);
    const fromList = done('[server]\ntests=["multilist",true]', 1, 'refactor', {
      file: 'src/config/serverNodes.ini',
    });
    assert.equal(fromList['Change the type to "select"'], '[server]\ntests=["select",false]');
    assert.equal(fromList['Change the type to "string"'], '[server]\ntests=["string",""]');
  });

  it("move a plugin's section of the main template to its own file", () => {
    const text = '[main]\nA=["int",1]\n\n# shown\n[plugins.Log]\r\nB=["int",1]\n';
    assert.deepEqual(done(text, 4, 'refactor.extract', { file: 'src/config/config.ini' }), {
      'Move [plugins.Log] to its own file':
        '[main]\nA=["int",1]\n\n-> src/config/plugins/Log.ini\n# shown\n[plugins.Log]\nB=["int",1]\n',
    });
  });

  it('declare all plain values', () => {
    const { 'Declare all plain values as variables of a template': text } = done(
      '; settings\nPORT=80\nNAME=rack one\nLOUD=yes\nON=true\n',
      0,
      'refactor',
    );
    assert.equal(
      text,
      '; settings\n[plugins.Demo]\nPORT=["int",80]\nNAME=["string","rack one"]\nLOUD=["string","yes"]\nON=["bool",true]\n',
    );
  });

  it('declare what the plugin reads', () => {
    const place = { file: 'src/plugins/Demo.ts', line: 0, startCol: 0, endCol: 0 };
    const read = (name: string, getter: 'getConfigVar' | 'getConfigInt') => ({
      name,
      getter,
      place,
    });
    const facts: PluginFacts = {
      className: 'Demo',
      classPlace: undefined,
      doc: undefined,
      language: 'typescript',
      isEnabled: undefined,
      reads: [
        read('known', 'getConfigVar'),
        read('PORT', 'getConfigVar'),
        read('PORT', 'getConfigInt'),
        read('TITLE', 'getConfigVar'),
        read('a b', 'getConfigVar'),
      ],
      hasDynamicReads: false,
      configValues: new Map(),
    };
    assert.deepEqual(done(`${header}KNOWN=["int",1]\n# end\n`, 0, 'refactor', { facts }), {
      'Declare PORT, TITLE, which the plugin reads': `${header}KNOWN=["int",1]\nPORT=["int",1]\nTITLE=["string",""]\n# end\n`,
    });
  });

  it('take the type that the plugin reads for a value that is missing', () => {
    const place = { file: 'src/plugins/Demo.ts', line: 0, startCol: 0, endCol: 0 };
    const facts: PluginFacts = {
      className: 'Demo',
      classPlace: undefined,
      doc: undefined,
      language: 'typescript',
      isEnabled: undefined,
      reads: [{ name: 'PORT', getter: 'getConfigInt', place }],
      hasDynamicReads: false,
      configValues: new Map(),
    };
    const model = readTemplate(`${header}PORT=`, demo);
    const start = { line: 1, character: 0 };
    const [first] = templateActions(model, { start, end: start }, { facts });
    assert.equal(first?.title, 'Insert ["int",1]');
    assert.equal(first.isPreferred, true);
  });

  it('sort the variables of each section, with their comments, between blank lines', () => {
    const text =
      '# file\n[plugins.Demo]\n# about b\nb=["int",1]\nA=["intrange",\n 1,"1-8"]\n\nd=["int",1]\nC=["int",1]\n# end\n';
    const sorted = done(text, 0, 'source.sortKeys')['Sort the variables of each section'];
    assert.equal(
      sorted,
      '# file\n[plugins.Demo]\nA=["intrange",\n 1,"1-8"]\n# about b\nb=["int",1]\n\nC=["int",1]\nd=["int",1]\n# end\n',
    );
    assert.deepEqual(done(sorted, 0, 'source.sortKeys'), {}, 'nothing is left to sort');
    const crlf = text.replaceAll('\n', '\r\n');
    assert.equal(
      done(crlf, 0, 'source.sortKeys')['Sort the variables of each section'],
      sorted.replaceAll('\n', '\r\n'),
    );
  });

  it('are not what is asked for when mends are', () => {
    const kinds = (only?: readonly string[]) => {
      const model = readTemplate('[plugins.Demo]\nb=[\'int\',1]\na=["int",1]\n', demo);
      const place = { line: 1, character: 4 };
      const actions = templateActions(model, { start: place, end: place }, { only });
      return [...new Set(actions.map(({ kind }) => kind))];
    };
    assert.deepEqual(kinds(), ['quickfix']);
    assert.deepEqual(kinds(['quickfix']), ['quickfix']);
    assert.deepEqual(kinds(['source.fixAll']), ['source.fixAll.ockle']);
    assert.deepEqual(kinds(['source.fix']), []);
  });
});
