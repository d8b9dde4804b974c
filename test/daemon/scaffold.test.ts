import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ts from 'typescript';
import { applyEdits } from '../../runtime/ini/index.ts';
import type { PluginLanguage } from '../../runtime/project/index.ts';
import { languageOf, scanPluginSource } from '../../runtime/project/index.ts';
import type { PluginKind, PluginTemplates } from '../../runtime/scaffold/index.ts';
import { loadTemplates, pluginKinds, planPlugin } from '../../runtime/scaffold/index.ts';
import { validateTemplate } from '../../runtime/template/index.ts';
import { readTemplate } from '../support/readTemplate.ts';
import {
  hashProject,
  makeProject,
  removeTempProjects,
  writeFiles,
} from '../support/runtime/tempProject.ts';
import { startDaemon, stopDaemons } from './support/daemonClient.ts';
import { distFolder } from './support/dist.ts';
import { turn } from './support/turn.ts';

/** Texts that the first line of a kind begins with. */
const firstLines: Readonly<Record<PluginKind, string>> = {
  timer: 'Message 1, the next one comes in 5 seconds',
  watchServers: 'router was not seen before, now it is ',
  addCommand: 'Waiting for the command greet',
  empty: 'Hello',
};

const languages: readonly PluginLanguage[] = ['typescript', 'python'];
const plugins = pluginKinds.flatMap(({ id: kind }) =>
  languages.map((language) => ({ kind, language, name: `${kind}_${language}` })),
);

describe('A project laid out by the scaffolder', () => {
  let project: string;
  let templates: PluginTemplates;

  before(async () => {
    project = await makeProject({});
    execFileSync(process.execPath, [join(distFolder(), 'cli.js'), 'new-project', project]);
    templates = await loadTemplates(readTemplate);
    for (const plugin of plugins) await scaffold(plugin);
  });
  after(removeTempProjects);

  /** Writes one plugin as the editor would: new files, and the edit of the config. */
  async function scaffold(request: (typeof plugins)[number]): Promise<void> {
    const files = await readdir(project, { recursive: true });
    const config = await readFile(join(project, 'etc/config.ini'), 'utf8');
    const result = planPlugin(request, { files, classNames: [], config }, templates);
    assert.ok(result.ok, result.ok ? '' : result.problem.message);
    const { newFiles, textEdits } = result.plan;
    const texts = newFiles.map(({ path, text }) => [path, text] as const);
    await writeFiles(project, Object.fromEntries(texts));
    for (const { path, edits } of textEdits) {
      await writeFile(join(project, path), applyEdits(config, edits));
    }
  }

  it('has templates without a finding', async () => {
    const paths = [
      'src/config/config.ini',
      ...plugins.map(({ name }) => `src/config/plugins/${name}.ini`),
    ];
    for (const file of paths) {
      const text = await readFile(join(project, file), 'utf8');
      assert.deepEqual(validateTemplate(text, { file }), [], file);
    }
  });

  it('declares in each template what the code reads', async () => {
    for (const { name, language } of plugins) {
      const code = await readFile(pluginPath(name, language), 'utf8');
      const read = [...code.matchAll(/getConfig(?:Var|Int)\(['"](\w+)['"]\)/g)].map(
        ([, key]) => key,
      );
      const template = await readFile(join(project, `src/config/plugins/${name}.ini`), 'utf8');
      const declared = [...template.matchAll(/^(\w+)=/gm)].map(([, key]) => key);
      assert.deepEqual(declared, read, name);
    }
  });

  it('type-checks by its own tsconfig, with no install', () => {
    assert.deepEqual(typeErrors(project), []);
  }).timeout(60_000);

  it('knows the messages of the wire', async () => {
    const probe = join(project, 'src/plugins/probe.ts');
    await writeFile(
      probe,
      "import { readMessage, type ReceivedMessage } from 'ockle/wire';\nexport const read: (xml: string) => ReceivedMessage = readMessage;\nexport const wrong: number = readMessage;\n",
    );
    try {
      const [error, ...more] = typeErrors(project);
      assert.match(error ?? '', /probe\.ts:3: .*is not assignable to type 'number'/);
      assert.deepEqual(more, []);
    } finally {
      await rm(probe);
    }
  }).timeout(60_000);

  it('uses an own @types/node where there is one', async () => {
    const own = join(project, 'node_modules/@types/node');
    await writeFiles(own, {
      'package.json': '{"name":"@types/node","version":"99.0.0","types":"index.d.ts"}',
      'index.d.ts': 'declare const isOwn: true;\n',
    });
    const probe = join(project, 'src/plugins/probe.ts');
    await writeFile(probe, 'export const probe: true = isOwn;\n');
    try {
      assert.deepEqual(typeErrors(project), []);
    } finally {
      await rm(join(project, 'node_modules'), { recursive: true });
      await rm(probe);
    }
  }).timeout(60_000);

  it('says what cannot be erased', async () => {
    const probe = join(project, 'src/plugins/probe.ts');
    await writeFile(
      probe,
      "import { MainDaemon } from 'ockle';\nexport enum A { b }\nexport type M = MainDaemon;\n",
    );
    try {
      const errors = typeErrors(project);
      assert.equal(errors.length, 2);
      assert.match(errors[0] ?? '', /probe\.ts:1: .*type-only import/);
      assert.match(errors[1] ?? '', /probe\.ts:2: .*erasableSyntaxOnly/);
    } finally {
      await rm(probe);
    }
  }).timeout(60_000);

  it('compiles as Python 3', () => {
    const files = plugins
      .filter(({ language }) => language === 'python')
      .map(({ name }) => pluginPath(name, 'python'));
    const check =
      'import sys\nfor name in sys.argv[1:]: compile(open(name, "rb").read(), name, "exec")';
    execFileSync('python3', ['-c', check, ...files]);
  });

  it('names its classes as the files are named', async () => {
    for (const file of await readdir(join(project, 'src/plugins'))) {
      const language = languageOf(file);
      if (!language) continue;
      const text = await readFile(join(project, 'src/plugins', file), 'utf8');
      const found = scanPluginSource(text, language).filter((each) => each.extendsModuleTemplate);
      assert.deepEqual(
        found.map(({ name, isExported }) => [
          `${name}.${language === 'python' ? 'py' : 'ts'}`,
          isExported,
        ]),
        [[file, true]],
      );
    }
  });

  describe('in the real daemon', () => {
    let client: Awaited<ReturnType<typeof startDaemon>>['client'];
    let before_: string;

    before(async () => {
      before_ = await hashProject(project);
      const started = await startDaemon(project);
      client = started.client;
      assert.deepEqual(started.welcome.problems, []);
      assert.deepEqual(
        started.welcome.plugins.filter(({ enabled }) => enabled).map(({ className }) => className),
        plugins.map(({ name }) => name),
      );
      await client.run(plugins.map(({ name }) => name));
    });
    after(stopDaemons);

    for (const { name, kind, language } of plugins) {
      it(`${kind} in ${language} writes its first line`, async () => {
        const line = await client.until(`a line of ${name}`, () =>
          client.linesOf(name).find((text) => text.startsWith(`${name}: `)),
        );
        assert.ok(line.startsWith(`${name}: ${firstLines[kind]}`), line);
      });
    }

    for (const language of languages) {
      it(`the command in ${language} answers`, async () => {
        const name = `addCommand_${language}`;
        const command = `greet${name}`;
        await client.until(`${command} is offered`, () => client.linesOf(name).length > 0);
        const { reply } = await client.peer.request('callCommand', {
          command,
          data: { name: 'Ada' },
        });
        assert.deepEqual(reply, { greeting: 'Hello, Ada!' });
      });
    }

    it('the watchers in both languages see a server go on', async () => {
      const { outcome } = await client.peer.request('act', turn('router', 'on'));
      assert.equal(outcome.kind, 'done');
      for (const language of languages) {
        const name = `watchServers_${language}`;
        await client.until(`${name} sees it`, () =>
          client.linesOf(name).some((text) => /router was .* now it is OK$/.test(text)),
        );
      }
    });

    it('reports no problem and writes no file', async () => {
      assert.deepEqual(client.problems, []);
      await stopDaemons();
      assert.equal(await hashProject(project), before_);
    });
  });

  function pluginPath(name: string, language: PluginLanguage): string {
    return join(project, 'src/plugins', `${name}.${language === 'python' ? 'py' : 'ts'}`);
  }
});

/** What TypeScript says about a project by the project's own tsconfig. */
function typeErrors(project: string): readonly string[] {
  const { config } = ts.readConfigFile(join(project, 'tsconfig.json'), (path) =>
    ts.sys.readFile(path),
  ) as {
    config: unknown;
  };
  const { fileNames, options, errors } = ts.parseJsonConfigFileContent(config, ts.sys, project);
  assert.deepEqual(errors, []);
  const program = ts.createProgram(fileNames, options);
  return ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => {
    const line = file ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
    return `${file?.fileName ?? ''}:${line}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
}
