import assert from 'node:assert/strict';
import { applyEdits } from '../../../../runtime/ini/index.ts';
import type { PluginLanguage } from '../../../../runtime/project/index.ts';
import type { Plan, PluginKind, PluginTemplates } from '../../../../runtime/scaffold/index.ts';
import {
  loadProjectFiles,
  loadTemplates,
  planPlugin,
  planProject,
} from '../../../../runtime/scaffold/index.ts';
import { ProjectView } from '../../../../runtime/workspace/index.ts';
import { readTemplate } from '../../../support/readTemplate.ts';

const languages: readonly PluginLanguage[] = ['typescript', 'python'];

describe('What the scaffolder writes', () => {
  let templates: PluginTemplates;
  let project: ReadonlyMap<string, string>;
  before(async () => {
    templates = await loadTemplates(readTemplate);
    project = carryOut(planProject([], await loadProjectFiles(readTemplate)), new Map());
  });

  function carryOut(
    { newFiles, textEdits }: Plan,
    files: ReadonlyMap<string, string>,
  ): ReadonlyMap<string, string> {
    const after = new Map(files);
    for (const { path, text } of newFiles) after.set(path, text);
    for (const { path, edits } of textEdits) after.set(path, applyEdits(files.get(path)!, edits));
    return after;
  }

  function withPlugin(
    files: ReadonlyMap<string, string>,
    request: { readonly kind: PluginKind; readonly language: PluginLanguage },
  ): ReadonlyMap<string, string> {
    const config = files.get('etc/config.ini');
    const snapshot = { files: [...files.keys()], classNames: [], ...(config && { config }) };
    const result = planPlugin({ ...request, name: 'DoorWatch' }, snapshot, templates);
    assert.ok(result.ok);
    return carryOut(result.plan, files);
  }

  function diagnostics(files: ReadonlyMap<string, string>): readonly string[] {
    const view = new ProjectView();
    for (const [path, text] of files) view.change(path, text);
    return [...view.paths()].flatMap((path) =>
      view.diagnosticsOf(path).map(({ code, range }) => `${path}:${range.start.line} ${code}`),
    );
  }

  it('has no diagnostics: a project', () => {
    assert.deepEqual(diagnostics(project), []);
    assert.ok(project.size > 10);
  });

  it('has no diagnostics: each kind of plugin in each language, in a project and alone', () => {
    for (const kind of templates.keys()) {
      for (const language of languages) {
        const name = `${kind} ${language}`;
        assert.deepEqual(diagnostics(withPlugin(project, { kind, language })), [], name);
        assert.deepEqual(diagnostics(withPlugin(new Map(), { kind, language })), [], name);
      }
    }
  });

  it('is looked at: a template that lost its variable is reported', () => {
    const files = new Map(withPlugin(project, { kind: 'timer', language: 'python' }));
    files.set('src/config/plugins/DoorWatch.ini', '[plugins.DoorWatch]\nOTHER=["int",1]\n');
    assert.deepEqual(diagnostics(files).toSorted(), [
      'src/config/plugins/DoorWatch.ini:1 config-var-unused',
      'src/plugins/DoorWatch.py:11 config-var-undeclared',
    ]);
  });
});
