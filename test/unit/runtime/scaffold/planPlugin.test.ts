import assert from 'node:assert/strict';
import { applyEdits } from '../../../../runtime/ini/index.ts';
import type {
  PluginRequest,
  PluginTemplates,
  ProjectSnapshot,
} from '../../../../runtime/scaffold/index.ts';
import { loadTemplates, planPlugin } from '../../../../runtime/scaffold/index.ts';
import { readTemplate } from '../../../support/readTemplate.ts';

const timer: PluginRequest = { language: 'typescript', name: 'DoorWatch', kind: 'timer' };

describe('Planning a plugin', () => {
  let templates: PluginTemplates;
  before(async () => {
    templates = await loadTemplates(readTemplate);
  });

  /** The plan as a list of what is done to which file. */
  function render(request: PluginRequest, project: ProjectSnapshot): string {
    const result = planPlugin(request, project, templates);
    if (!result.ok) return `refused: ${result.problem.code}: ${result.problem.message}`;
    const { newFiles, textEdits, openFile, openBeside, cursor } = result.plan;
    return [
      ...newFiles.map(({ path }) => `new ${path}`),
      ...textEdits.map(({ path }) => `edit ${path}`),
      `open ${openFile ?? ''}:${cursor?.line ?? ''}:${cursor?.column ?? ''} beside ${openBeside ?? ''}`,
    ].join('\n');
  }

  const empty: ProjectSnapshot = { files: [], classNames: [], config: '' };

  it('writes code and template and enables the plugin', () => {
    assert.equal(
      render(timer, empty),
      `new src/plugins/DoorWatch.ts
new src/config/plugins/DoorWatch.ini
edit etc/config.ini
open src/plugins/DoorWatch.ts:10:5 beside src/config/plugins/DoorWatch.ini`,
    );
    assert.equal(
      render({ ...timer, language: 'python', kind: 'watchServers' }, empty),
      `new src/plugins/DoorWatch.py
new src/config/plugins/DoorWatch.ini
edit etc/config.ini
open src/plugins/DoorWatch.py:17:9 beside src/config/plugins/DoorWatch.ini`,
    );
  });

  it('puts the cursor on the first statement of run', () => {
    for (const [kind, languages] of templates) {
      for (const language of languages.keys()) {
        const result = planPlugin({ ...timer, kind, language }, empty, templates);
        assert.ok(result.ok);
        const { newFiles, cursor } = result.plan;
        const lines = newFiles[0]!.text.split('\n').slice(0, cursor!.line);
        assert.ok(
          lines.some((line) => /\brun\(/.test(line)),
          `${kind} ${language}`,
        );
        assert.match(lines.at(-1)!.slice(cursor!.column - 1), /^\w/, `${kind} ${language}`);
        assert.doesNotMatch(newFiles.map(({ text }) => text).join(''), /PluginName/);
      }
    }
  });

  it('keeps every comment of the config', () => {
    const config = '; head\n[plugins]\n# why these\npluginList = ["A"]\n; tail\n';
    const result = planPlugin(timer, { ...empty, config }, templates);
    assert.ok(result.ok);
    assert.equal(
      applyEdits(config, result.plan.textEdits[0]!.edits),
      '; head\n[plugins]\n# why these\npluginList = ["A", "DoorWatch"]\n; tail\n',
    );
  });

  it('leaves the config alone where the plugin is enabled already', () => {
    const config = '[plugins]\npluginList = ["DoorWatch"]\n';
    assert.doesNotMatch(render(timer, { ...empty, config }), /config\.ini$/m);
  });

  it('makes a config where there is none', () => {
    const result = planPlugin(timer, { files: [], classNames: [] }, templates);
    assert.ok(result.ok);
    assert.deepEqual(result.plan.newFiles[2], {
      path: 'etc/config.ini',
      text: '[plugins]\npluginList = ["DoorWatch"]\n',
    });
  });

  it('writes into the folder that the config names', () => {
    const config = '[main]\nplugin_dir = mine\n';
    assert.match(render(timer, { ...empty, config }), /^new src\/mine\/DoorWatch\.ts$/m);
  });

  it('refuses a list that it cannot add to', () => {
    assert.match(
      render(timer, { ...empty, config: '[plugins]\npluginList = A, B\n' }),
      /^refused: plugin-list-not-editable: etc\/config\.ini: Line 2: /,
    );
  });

  it('never overwrites, whatever the case of the names', () => {
    const taken = (files: readonly string[], classNames: readonly string[] = []): string =>
      render(timer, { ...empty, files, classNames });
    assert.equal(
      taken(['src/plugins/doorwatch.py']),
      'refused: plugin-name-taken: src/plugins/doorwatch.py is there already and is not overwritten.',
    );
    assert.match(taken(['src/plugins/DoorWatch.ts']), /^refused: plugin-name-taken/);
    assert.match(taken(['src/config/plugins/DOORWATCH.ini']), /^refused: plugin-name-taken/);
    assert.match(taken(['src/plugins/DoorWatch/__init__.py']), /^refused: plugin-name-taken/);
    assert.match(taken([], ['DoorWATCH']), /^refused: plugin-name-taken.*class DoorWATCH/);
    assert.match(taken(['src/plugins/DoorWatcher.ts', 'etc/servers/DoorWatch.ini']), /^new/);
  });
});
