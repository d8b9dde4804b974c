import assert from 'node:assert/strict';
import { openBench } from './support/pluginBench.ts';
import { temporaryProject } from './support/temporaryProject.ts';

async function says(
  files: Readonly<Record<string, string>>,
  language: 'typescript' | 'python',
): Promise<readonly string[]> {
  await using folder = await temporaryProject(files);
  const bench = await openBench('Main', language, { project: folder.path });
  await bench.run();
  const { phase } = bench.instance;
  assert.equal(phase.kind, 'running', JSON.stringify(phase));
  await bench.heard.until(() => bench.heard.lines('debug').length > 0);
  await bench.instance.stop();
  return bench.heard.lines('debug');
}

describe('What a TypeScript plugin can import', () => {
  const helper = "export const name: string = 'helper';\n";
  const main = (specifier: string): string =>
    `import { ModuleTemplate } from 'ockle';
     import { name } from '${specifier}';
     export class Main extends ModuleTemplate { override run(): void { this.debug(name); } }`;

  for (const specifier of [
    './helper',
    './helper.ts',
    './helper.js',
    './folder',
    '../shared/helper',
  ]) {
    it(`“${specifier}”`, async () => {
      const lines = await says(
        {
          'src/plugins/Main.ts': main(specifier),
          'src/plugins/helper.ts': helper,
          'src/plugins/folder/index.ts': helper,
          'src/shared/helper.ts': helper,
        },
        'typescript',
      );
      assert.deepEqual(lines, ['Main: helper']);
    });
  }

  it('a package of the project', async () => {
    const lines = await says(
      {
        'src/plugins/Main.ts': main('some-package'),
        'node_modules/some-package/package.json': '{"main":"index.js"}',
        'node_modules/some-package/index.js': "exports.name = 'package';",
      },
      'typescript',
    );
    assert.deepEqual(lines, ['Main: package']);
  });

  it('the messages of the wire', async () => {
    const lines = await says(
      {
        'src/plugins/Main.ts': `import { ModuleTemplate } from 'ockle';
          import { encodeFrame, isXmlName, type SentData } from 'ockle/wire';
          const data: SentData = {};
          export class Main extends ModuleTemplate {
            override run(): void {
              this.debug(isXmlName('a') && encodeFrame(JSON.stringify(data)).length);
            }
          }`,
      },
      'typescript',
    );
    assert.deepEqual(lines, ['Main: 4']);
  });

  it('a plugin that is the default export, in a project of any module type', async () => {
    const lines = await says(
      {
        'package.json': '{"type":"commonjs"}',
        'src/plugins/Main.ts': `import { ModuleTemplate } from 'ockle';
          export default class Main extends ModuleTemplate { override run(): void { this.debug('default'); } }`,
      },
      'typescript',
    );
    assert.deepEqual(lines, ['Main: default']);
  });
});

describe('What a Python plugin can import', () => {
  const helper = "NAME = 'helper'\n";
  const main = (statement: string): string =>
    [
      'from plugins.ModuleTemplate import ModuleTemplate',
      statement,
      'class Main(ModuleTemplate):',
      '    def run(self):',
      '        self.debug(NAME)',
    ].join('\n');

  for (const statement of [
    'from helper import NAME',
    'from plugins.helper import NAME',
    'from .helper import NAME',
    'from shared.helper import NAME',
    'from common.common import OpState; NAME = OpState.OK and "helper"',
    'from networkTree.ServerNode import ServerNodeOpState; NAME = ServerNodeOpState.OFF and "helper"',
  ]) {
    it(`“${statement}”`, async () => {
      const lines = await says(
        {
          'src/plugins/Main.py': main(statement),
          'src/plugins/helper.py': helper,
          'src/shared/helper.py': helper,
        },
        'python',
      );
      assert.deepEqual(lines, ['Main: helper']);
    });
  }

  const impostors = {
    'src/plugins/configparser.py': 'raise ImportError("of the project")\n',
    'src/plugins/inspect.py': 'raise ImportError("of the project")\n',
    'src/plugins/traceback.py': 'raise ImportError("of the project")\n',
  };

  it('the library’s modules that the host needs, whatever the project calls its own', async () => {
    const plugin = [
      'from plugins.ModuleTemplate import ModuleTemplate',
      'class Main(ModuleTemplate):',
      '    def answer(self, data):',
      '        """Answers',
      '        nothing."""',
      '    def run(self):',
      '        self.mainDaemon.communicationHandler.AddCommandToList("answer", self.answer)',
      '        self.debug(self.mainDaemon.config.sections())',
    ].join('\n');
    const lines = await says({ ...impostors, 'src/plugins/Main.py': plugin }, 'python');
    assert.deepEqual(lines, ['Main: []']);
  });

  it('and none that hides why it failed', async () => {
    const plugin = 'raise LookupError("of the plugin")\n';
    await using folder = await temporaryProject({ ...impostors, 'src/plugins/Main.py': plugin });
    const bench = await openBench('Main', 'python', { project: folder.path });
    await bench.run();
    const { phase } = bench.instance;
    assert.ok(phase.kind === 'failed', phase.kind);
    assert.match(phase.failure.message, /LookupError: of the plugin$/);
    await bench.instance.stop();
  });

  it('Ockle’s ModuleTemplate even when the project has one of its own, as the original does', async () => {
    const lines = await says(
      {
        'src/plugins/Main.py': main("NAME = 'ours'"),
        'src/plugins/__init__.py': 'print "Python 2"',
        'src/plugins/ModuleTemplate.py': 'print "Python 2"',
      },
      'python',
    );
    assert.deepEqual(lines, ['Main: ours']);
  });
});
