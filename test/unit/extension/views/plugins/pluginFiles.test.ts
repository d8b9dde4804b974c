import assert from 'node:assert/strict';
import { mergePlugins } from '../../../../../extension/views/plugins/mergePlugins.ts';
import { PluginFiles } from '../../../../../extension/views/plugins/pluginFiles.ts';
import { info, now } from './pluginFixtures.ts';

const ts = (name: string): string =>
  `import { ModuleTemplate } from 'ockle';\nexport class ${name} extends ModuleTemplate {}\n`;

describe('PluginFiles', () => {
  function create(texts: Map<string, string>): PluginFiles {
    const reader = {
      toAbsolute: (file: string) => `/lab/${file}`,
      readText: (file: string) => Promise.resolve(texts.get(file)),
      listFiles: (folder: string) =>
        Promise.resolve(
          [...texts.keys()]
            .filter((file) => file.startsWith(`${folder}/`))
            .map((file) => file.slice(folder.length + 1)),
        ),
    };
    const shipped = new Map([['PowerTester', '[plugins.PowerTester]\nWAIT=["int",3]\n']]);
    return new PluginFiles(reader, () => Promise.resolve(shipped));
  }

  const texts = () =>
    new Map([
      ['etc/config.ini', '[plugins]\npluginList = ["A"]\n[plugins.A]\nwait_time = 7\n'],
      ['src/plugins/A.ts', ts('A')],
      [
        'src/plugins/B.py',
        'from plugins.ModuleTemplate import ModuleTemplate\nclass B(ModuleTemplate):\n  pass\n',
      ],
      ['src/plugins/helper.ts', 'export const x = 1;\n'],
      ['src/config/plugins/A.ini', '[plugins.A]\nWAIT_TIME=["int",5]\n'],
    ]);

  it('find the plugins, what is enabled, and their templates', async () => {
    const files = create(texts());
    await files.load();
    const { plugins, templates } = files.current;
    const own = plugins.filter(({ isShipped }) => isShipped !== true);
    assert.deepEqual(
      own.map(({ className, language, enabled, source }) => [className, language, enabled, source]),
      [
        ['A', 'typescript', true, { file: '/lab/src/plugins/A.ts', line: 2, column: 14 }],
        ['B', 'python', false, { file: '/lab/src/plugins/B.py', line: 2, column: 7 }],
      ],
    );
    assert(plugins.some(({ className, isShipped }) => className === 'PowerTester' && isShipped));
    assert.deepEqual([...templates], [['A', '/lab/src/config/plugins/A.ini']]);
  });

  it('mark what is written for Python 2, and say what runs instead', async () => {
    const header = 'from plugins.ModuleTemplate import ModuleTemplate\n';
    const old = (name: string): string =>
      `${header}class ${name}(ModuleTemplate):\n  def run(self):\n    print "on"\n`;
    const files = create(
      new Map([
        ['src/plugins/Old.py', old('Old')],
        ['src/plugins/AutoControl.py', old('AutoControl')],
        ['src/plugins/New.py', old('New').replace('print "on"', 'print("on")')],
      ]),
    );
    await files.load();
    const marks = new Map(
      files.current.plugins.map(({ className, unusable }) => [className, unusable]),
    );
    assert.equal(marks.get('New'), undefined);
    assert.deepEqual(marks.get('Old'), {
      code: 'python-2-code',
      severity: 'warning',
      message: 'Old is written for Python 2. Write it for Python 3 to run it.',
      plugin: 'Old',
      source: { file: '/lab/src/plugins/Old.py', line: 2, column: 7 },
    });
    assert.match(marks.get('AutoControl')?.message ?? '', /that ships with Ockle runs/);
  });

  it('read a file again only after it was forgotten', async () => {
    const now = texts();
    const files = create(now);
    await files.load();
    now.set('src/plugins/A.ts', ts('Renamed'));
    await files.load();
    assert(files.current.plugins.some(({ className }) => className === 'A'));
    files.forget('/lab/src/plugins/A.ts');
    await files.load();
    assert(!files.current.plugins.some(({ className }) => className === 'A'));
    assert(files.current.plugins.some(({ className }) => className === 'Renamed'));
  });

  it('tell the variables of own and shipped plugins', async () => {
    const files = create(texts());
    await files.load();
    const [own] = await files.variablesOf('A');
    assert.deepEqual([own?.name, own?.value, own?.origin], ['WAIT_TIME', '7', 'config']);
    const [shipped] = await files.variablesOf('PowerTester');
    assert.deepEqual([shipped?.name, shipped?.value, shipped?.source], ['WAIT', 3, undefined]);
  });
});

describe('mergePlugins', () => {
  it('keeps a failure when the daemon ended with it, until the plugin runs again', () => {
    const failure = { code: 'plugin-run-failed', message: 'no' } as const;
    const failures = new Map([['A', failure]]);
    const [ended] = mergePlugins([info('A')], new Map(), failures);
    assert.deepEqual(ended?.phase, { kind: 'failed', failure });
    const phase = { kind: 'running', since: now } as const;
    const [running] = mergePlugins([info('A')], new Map([['A', info('A', { phase })]]), failures);
    assert.deepEqual(running?.phase, phase);
  });

  it('takes states from the daemon, and what is enabled from the files', () => {
    const running = { kind: 'running', since: now } as const;
    const live = [
      info('A', { enabled: false, phase: running, generation: 2 }),
      info('Gone', { phase: running }),
      info('Over'),
    ];
    const merged = mergePlugins(
      [info('A'), info('New')],
      new Map(live.map((each) => [each.className, each])),
    );
    assert.deepEqual(
      merged.map(({ className, enabled, phase }) => [className, enabled, phase.kind]),
      [
        ['A', true, 'running'],
        ['New', true, 'notRunning'],
        ['Gone', true, 'running'],
      ],
    );
  });
});
