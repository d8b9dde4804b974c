import assert from 'node:assert/strict';
import type { PluginFacts } from '../../../../../runtime/template/index.ts';
import { classLenses, codeLenses, readTemplate } from '../../../../../runtime/template/index.ts';

const file = 'src/config/plugins/Demo.ini';
const place = { file: 'src/plugins/Demo.ts', line: 4, startCol: 13, endCol: 17 };
const facts: PluginFacts = {
  className: 'Demo',
  classPlace: place,
  doc: undefined,
  language: 'typescript',
  isEnabled: true,
  reads: [{ name: 'A', getter: 'getConfigVar', place }],
  hasDynamicReads: false,
  configValues: new Map(),
};
const template = '# c\n[plugins.Demo]\nA=["int",1]\nB=["int",\n';

function titles(text: string, known?: PluginFacts, path = file): string {
  return codeLenses(readTemplate(text, path), known)
    .map(({ title }) => title)
    .join(' | ');
}

describe('codeLenses', () => {
  it('offers to run, debug and open the class, and counts variables and reads', () => {
    const shown = 'Run | Debug | Open class | Enabled in config.ini | 2 variables, 1 read';
    assert.equal(titles(template, facts), shown);
  });

  it('stands above the header', () => {
    for (const { range, plugin } of codeLenses(readTemplate(template, file), facts)) {
      const start = { line: 1, character: 0 };
      assert.deepEqual(
        { range, plugin },
        {
          range: { start, end: { line: 1, character: 14 } },
          plugin: 'Demo',
        },
      );
    }
  });

  it('runs and debugs only what is trusted', () => {
    const kinds = codeLenses(readTemplate(template, file), facts)
      .filter(({ needsTrust }) => needsTrust)
      .map(({ action }) => action.kind);
    assert.deepEqual(kinds, ['run', 'debug']);
  });

  it('leads to the class and to the reads', () => {
    const actions = codeLenses(readTemplate(template, file), facts).map(({ action }) => action);
    assert.deepEqual(actions.slice(2), [
      { kind: 'openClass', place },
      { kind: 'openConfig' },
      { kind: 'showReads', places: [place] },
    ]);
  });

  it('offers to enable a plugin, and to create its class', () => {
    const shown = 'Run | Debug | Open class | Enable in config.ini | 2 variables, 1 read';
    assert.equal(titles(template, { ...facts, isEnabled: false }), shown);
    assert.equal(
      titles(template, { ...facts, classPlace: undefined, isEnabled: false, reads: [] }),
      'Create class | 2 variables, 0 reads',
    );
    assert.equal(
      titles(template, { ...facts, isEnabled: undefined }),
      'Run | Debug | Open class | 2 variables, 1 read',
    );
  });

  it('counts the variables of a lone file', () => {
    assert.equal(titles('[plugins.Demo]\nA=["int",1]'), '1 variable');
  });

  it('is absent where the header is broken or of another section, and elsewhere', () => {
    const headers = ['[plugins.Demo', ' [plugins.Demo]', '[plugins.Demo] x]', '[ plugins.Demo]'];
    for (const header of [...headers, '[plugins.demo]', '[Demo]', '[]', '']) {
      assert.equal(titles(`${header}\nA=["int",1]\n`, facts), '', header);
    }
    assert.equal(titles('[pdu]\nA=["int",1]', undefined, 'src/config/outlets.ini'), '');
  });

  it('is there once', () => {
    assert.equal(titles('[x]\n[plugins.Demo]\nA=["int",1]\n[plugins.Demo]\n'), '1 variable');
  });
});

describe('classLenses', () => {
  const named = { name: 'Demo', line: 5, column: 14 };

  it('leads from a class to its template', () => {
    const range = { start: { line: 4, character: 13 }, end: { line: 4, character: 17 } };
    assert.deepEqual(classLenses(named, file), [
      {
        range,
        plugin: 'Demo',
        needsTrust: false,
        title: 'Open template',
        action: { kind: 'openTemplate', file },
      },
    ]);
  });

  it('offers to create a template', () => {
    const [lens] = classLenses(named, undefined);
    assert.deepEqual([lens?.title, lens?.action.kind], ['Create template', 'createTemplate']);
  });
});
