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

  function shown(
    ...[template, isEnabled]: [variables: number | undefined, isEnabled?: boolean]
  ): string {
    const found = template === undefined ? undefined : { path: file, variables: template };
    const lenses = classLenses(named, { template: found, isEnabled });
    return lenses.map(({ title }) => title).join(' | ');
  }

  it('run and debug a plugin, and lead to its template', () => {
    assert.equal(shown(2, true), 'Run | Debug | Open template · enabled · 2 variables');
    assert.equal(shown(1), 'Run | Debug | Open template · 1 variable');
  });

  it('offer to enable it', () => {
    const title = 'Open template · not enabled · 0 variables';
    assert.equal(shown(0, false), `Run | Debug | ${title} | Enable in config.ini`);
  });

  it('offer to create a template', () => {
    assert.equal(shown(undefined, true), 'Run | Debug | Create template · enabled');
    assert.equal(shown(undefined), 'Run | Debug | Create template');
  });

  it('stand over the name of the class, and run nothing without trust', () => {
    const template = { path: file, variables: 2 };
    const lenses = classLenses(named, { template, isEnabled: true });
    const range = { start: { line: 4, character: 13 }, end: { line: 4, character: 17 } };
    for (const lens of lenses) assert.deepEqual([lens.range, lens.plugin], [range, 'Demo']);
    assert.deepEqual(
      lenses.map(({ action, needsTrust }) => [action.kind, needsTrust]),
      [
        ['run', true],
        ['debug', true],
        ['openTemplate', false],
      ],
    );
    assert.deepEqual(lenses[2]?.action, { kind: 'openTemplate', file });
  });
});
