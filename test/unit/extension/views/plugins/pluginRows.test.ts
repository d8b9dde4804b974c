import assert from 'node:assert/strict';
import { pluginRows } from '../../../../../extension/views/plugins/pluginRows.ts';
import { pluginsMessage } from '../../../../../extension/views/plugins/pluginText.ts';
import type { PluginFailure } from '../../../../../runtime/protocol/index.ts';
import { drawnRows } from '../outline/drawnRows.ts';
import { entry, now, project } from './pluginFixtures.ts';

const typeError: PluginFailure = {
  code: 'plugin-run-failed',
  message:
    "Mailer failed, src/plugins/Mailer.ts:31: TypeError: Cannot read properties of undefined (reading 'send')",
  source: { file: '/lab/src/plugins/Mailer.ts', line: 31 },
};

const running = { kind: 'running', since: now - 724_000 } as const;

describe('The rows of the plugins view', () => {
  it('tell the state in words, with what matters most', () => {
    const plugins = [
      entry('DoorWatch', { phase: running, generation: 1 }, { memory: 38 * 1_048_576 }),
      entry(
        'Rota',
        { phase: running, source: { file: '/lab/src/plugins/Rota.py', line: 1 } },
        { stop: { reason: 'breakpoint', line: 24 }, memory: 1e7 },
      ),
      entry('Mailer', { phase: { kind: 'failed', failure: typeError }, restarts: 2 }),
      entry('Idle', { enabled: false }),
      entry('Waits'),
      entry('Old', {
        language: 'python',
        unusable: { code: 'python-2-code', severity: 'warning', message: 'Python 2.' },
      }),
      entry('Ends', { phase: { kind: 'stopping' } }),
      entry('Spins', {
        phase: running,
        health: { kind: 'busy', since: now, where: 'crunch' },
      }),
    ];
    assert.equal(
      drawnRows(pluginRows([project(plugins)], now)),
      `DoorWatch.ts  running · 00:12:04 · 38 MB
Rota.py  stopped at a breakpoint · line 24
Mailer.ts  failed · TypeError: Cannot read properties of undefined (reading 'se… · Mailer.ts:31 · 2 restarts
  TypeError: Cannot read properties of undefined (reading 'send')  Mailer.ts:31
Idle.ts  not enabled
Waits.ts  not running
Old.ts  Python 2 · cannot run
Ends.ts  stopping
Spins.ts  running · computes in crunch · 00:12:04`,
    );
  });

  it('fold those that come with Ockle, and count them', () => {
    const plugins = [
      entry('DoorWatch'),
      entry('AutoControl', { isShipped: true, phase: running }),
      entry('PowerTester', { isShipped: true, enabled: false }),
    ];
    const rows = pluginRows([project(plugins)], now);
    assert.equal(
      drawnRows(rows),
      `DoorWatch.ts  not running
Shipped with Ockle  1 running
  AutoControl  running · 00:12:04
  PowerTester  not enabled`,
    );
    assert.notEqual(rows[1]?.isExpanded, true);
  });

  it('have a word above them while a project has no plugin of its own', () => {
    const shipped = entry('AutoControl', { isShipped: true });
    assert.match(pluginsMessage([project([shipped])]), /New Ockle Plugin/);
    assert.equal(pluginsMessage([project([shipped]), project([entry('A')], '/shop')]), '');
    assert.equal(pluginsMessage([]), '');
  });

  it('tell that a plugin stands in for one of the project, and lead to that', () => {
    const source = { file: '/lab/src/plugins/SocketListener.py', line: 11 };
    const message = 'SocketListener cannot run, src/plugins/SocketListener.py:11: “raise X, text”';
    const insteadOf = { code: 'python-2-code', severity: 'warning', message, source } as const;
    const shipped = { isShipped: true, phase: running, insteadOf } as const;
    const [group] = pluginRows([project([entry('SocketListener', shipped)])], now);
    assert.equal(group?.description, '1 running · 1 instead of yours');
    const [row] = group.children;
    assert.equal(row?.description, 'running · 00:12:04 · instead of your Python 2 file');
    assert.match(row.accessibilityLabel, /instead of your Python 2 file/);
    assert.match(row.tooltip, /raise X/);
    assert.equal(row.opens, undefined);
    assert.deepEqual(row.children[0]?.opens, source);
    const other = { ...insteadOf, code: 'source-unreadable' };
    const [second] = pluginRows([project([entry('A', { ...shipped, insteadOf: other })])], now);
    assert.match(second?.children[0]?.description ?? '', /instead of your own file$/);
  });

  it('lead to the class, or to where a debugger holds the plugin', () => {
    const stop = { reason: 'step', file: '/lab/src/helper.ts', line: 7 };
    const rows = pluginRows(
      [
        project([
          entry('Idle'),
          entry('Held', { phase: running }, { stop }),
          entry('Starts', { phase: running }, { stop: { reason: 'step' } }),
        ]),
      ],
      now,
    );
    assert.deepEqual(
      rows.map(({ opens }) => opens),
      [
        { file: '/lab/src/plugins/Idle.ts', line: 3 },
        { file: '/lab/src/helper.ts', line: 7 },
        { file: '/lab/src/plugins/Starts.ts', line: 3 },
      ],
    );
  });

  it('tell how the last reload went, and what the old version left behind', () => {
    const at = new Date(2026, 10, 22, 23, 10, 4).getTime();
    const lastReload = { at, ms: 84 };
    const problem = {
      code: 'plugin-left-behind',
      severity: 'warning',
      message: 'A timer of the old version still runs.',
      source: { file: '/lab/src/plugins/A.ts', line: 9 },
    } as const;
    const syntax: PluginFailure = {
      code: 'plugin-does-not-compile',
      message: 'SyntaxError: Unexpected token',
      source: { file: '/lab/src/plugins/B.ts', line: 3 },
    };
    const plugins = [
      entry('A', {
        phase: running,
        lastReload: { ...lastReload, outcome: 'reloaded', problems: [problem] },
      }),
      entry('B', {
        phase: running,
        lastReload: { ...lastReload, outcome: 'kept', failure: syntax, problems: [] },
      }),
    ];
    const rows = pluginRows([project(plugins)], now);
    assert.equal(
      drawnRows(rows),
      `A.ts  running · 00:12:04
  last reload  reloaded · 84 ms · 23:10:04
    A timer of the old version still runs.  A.ts:9
B.ts  running · 00:12:04 · edit not loaded
  last edit  kept: SyntaxError: Unexpected token · B.ts:3`,
    );
    assert.deepEqual(rows[1]?.children[0]?.opens, { file: '/lab/src/plugins/B.ts', line: 3 });
  });

  it('show config values with their origin, never a secret one', () => {
    const source = { file: '/lab/etc/config.ini', line: 8 };
    const variables = [
      {
        variable: {
          name: 'WAIT_TIME',
          value: '7',
          origin: 'config',
          source,
          declaration: '["int",5]',
        },
        afterReload: '9',
      },
      {
        variable: {
          name: 'LEVEL',
          value: 'low',
          origin: 'template',
          declaration: '["string","low"]',
        },
      },
      { variable: { name: 'api_key', value: '***', origin: 'config', source, isSecret: true } },
      { variable: { name: 'LIST', value: null, origin: 'template' } },
    ] as const;
    const rows = pluginRows([project([entry('A', {}, { variables })])], now);
    assert.equal(
      drawnRows(rows),
      `A.ts  not running
  WAIT_TIME  7 · etc/config.ini · 9 after a reload
  LEVEL  low · default
  api_key  ••• · etc/config.ini
  LIST  not set · default`,
    );
    const [first, second] = rows[0]?.children ?? [];
    assert.equal(first?.contextValue, 'ockle.variable canSet canReset');
    assert.equal(second?.contextValue, 'ockle.variable canSet');
    const template = '/lab/src/config/plugins/A.ini';
    const [templated] = pluginRows([project([entry('A', {}, { variables, template })])], now);
    assert.deepEqual(
      templated?.children.map(({ contextValue }) => contextValue.includes('hasTemplate')),
      [true, true, false, false],
    );
    assert.deepEqual(first.opens, { file: '/lab/etc/config.ini', line: 8 });
  });

  it('offer what can be done', () => {
    const words = (...args: Parameters<typeof entry>): string | undefined =>
      pluginRows([project([entry(...args)])], now)[0]?.contextValue;
    assert.equal(words('A'), 'ockle.plugin canStart canDebug canDisable hasCode');
    assert.equal(
      words('A', { phase: running, enabled: false }, { template: '/lab/A.ini' }),
      'ockle.plugin canDebug canStop canReload canRestart canEnable hasCode hasTemplate',
    );
    assert.equal(
      words('A', { phase: running }, { isDebugged: true }),
      'ockle.plugin canStop canReload canRestart canDisable hasCode',
    );
    const unusable = { code: 'python-2-code', severity: 'warning', message: '' } as const;
    assert.equal(words('A', { unusable, enabled: false }), 'ockle.plugin hasCode');
  });

  it('stand below their projects when there are several', () => {
    const rows = pluginRows([project([entry('A')]), project([entry('B')], '/shop')], now);
    assert.equal(
      drawnRows(rows),
      `lab  running
  A.ts  not running
shop  running
  B.ts  not running`,
    );
    assert.deepEqual(new Set(rows.map(({ id }) => id)).size, 2);
  });
});
