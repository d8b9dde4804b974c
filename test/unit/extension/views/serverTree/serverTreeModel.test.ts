import assert from 'node:assert/strict';
import { ServerTreeModel } from '../../../../../extension/views/serverTree/serverTreeModel.ts';
import type { ServerSnapshot } from '../../../../../runtime/protocol/index.ts';
import { drawn, fileModel, files, liveModel, outlet, server, still, text } from './treeFixtures.ts';

describe('The server tree of a running project', () => {
  it('nests servers under what they need, with outlets, controls and tests', () => {
    const model = liveModel([
      server('router'),
      server('db1', {
        dependencies: ['router'],
        outlets: [
          outlet('psu1', { address: '1' }),
          outlet('psu2', { generator: 'rackB', address: '1' }),
        ],
        controls: [{ name: 'softoff', type: 'Ssh', generator: 'ssh', opState: 'OK', state: true }],
        tests: [{ name: 'answers', type: 'Ping', generator: 'pinger', opState: 'SUCCEEDED' }],
      }),
      server('web1', { dependencies: ['db1'], outlets: [outlet('main', { address: '2' })] }),
    ]);
    assert.equal(
      drawn(model),
      text`
        ✔ router  OK
          ✔ db1  OK · 2 outlets
            ✔ web1  OK
              ⏻ main  ON · rackA socket 2
            ⏻ psu1  ON · rackA socket 1
            ⏻ psu2  ON · rackB socket 1
            ⌨ softoff  ready · ssh
            ✓ answers  SUCCEEDED · pinger
      `,
    );
  });

  it('shows a server with two needs once, and a link to the other one', () => {
    const model = liveModel([
      server('router'),
      server('nas', { opState: 'Switching on', dependencies: ['router'] }),
      server('db1', { dependencies: ['router'] }),
      server('web1', { opState: 'OFF', dependencies: ['db1', 'nas'] }),
    ]);
    assert.equal(
      drawn(model),
      text`
        ✔ router  OK
          ✔ db1  OK
            ○ web1  OFF · also needs nas
              → nas  Switching on · also needed
          ⬆ nas  Switching on
      `,
    );
  });

  it('shows no pinned server that is gone, and pins it again when it is back', () => {
    const pinned = new Set(['gone', 'web1']);
    const left = [server('db1'), server('web1', { dependencies: ['db1'] })];
    const roots = (model: ReturnType<typeof liveModel>): readonly string[] =>
      model.roots.map((id) => model.row(id)?.label ?? '');
    assert.deepEqual(roots(liveModel(left, { pinned })), ['web1', 'db1']);
    const back = [...left, server('gone', { dependencies: ['db1'] })];
    assert.deepEqual(roots(liveModel(back, { pinned })), ['gone', 'web1', 'db1']);
  });

  it('counts the seconds of a switch, from the first', () => {
    const after = (seconds: number): string =>
      drawn(
        liveModel([server('web1', { opState: 'Switching on' })], {
          secondsSwitching: () => seconds,
        }),
      );
    assert.equal(after(0), '⬆ web1  Switching on');
    assert.equal(after(4), '⬆ web1  Switching on · 4 s');
    assert.equal(after(184), '⬆ web1  Switching on · 3 min 4 s');
  });

  it('takes no server from view that only the files know', () => {
    const model = liveModel([server('router')], {
      files: files({
        router: '[server]\n',
        fresh: '[server]\ndependencies = ["router"]\n',
        bad: '[psu]\n',
      }),
    });
    assert.equal(
      drawn(model),
      text`
        ✖ bad  cannot be used · 1 problem
          ✖ Server "bad" has no [server] section, so it is left out. Start the file with [server].
        ✔ router  OK
          ⊘ fresh  not loaded by this run
      `,
    );
  });

  it('names the device that does not answer', () => {
    const silent = outlet('psu', { generator: 'rackB', opState: 'Unknown', state: null });
    assert.equal(
      drawn(liveModel([server('nas', { opState: 'Unknown', outlets: [silent] })])),
      text`
        ◇ nas  Unknown · rackB does not answer
          ◇ psu  Unknown · rackB does not answer
      `,
    );
  });

  it('draws two objects of one name as two rows', () => {
    const model = liveModel([server('a', { outlets: [outlet('x'), outlet('x')] })]);
    const [root = ''] = model.roots;
    assert.equal(new Set(model.childrenOf(root)).size, 2);
  });
});

describe('A row of the server tree', () => {
  const rowOf = (snapshot: ServerSnapshot) => {
    const model = liveModel([snapshot]);
    const [id = ''] = model.roots;
    return model.row(id)!;
  };

  const rows = [
    ['OK', '✔ s  OK', 'ockle.server.on isLive canTurnOff canForce'],
    ['OFF', '○ s  OFF', 'ockle.server.off isLive canTurnOn canForce'],
    ['Switching on', '⬆ s  Switching on', 'ockle.server.switching isLive'],
    ['Switching off', '⬇ s  Switching off', 'ockle.server.switching isLive'],
    [
      'Failed to start',
      '⚠ s  Failed to start · attempt 2 of 3',
      'ockle.server.failed isLive canTurnOn canTurnOff canForce canReset',
    ],
    [
      'Failed to stop',
      '⚠ s  Failed to stop · attempt 1 of 3',
      'ockle.server.failed isLive canTurnOn canTurnOff canForce canReset',
    ],
    [
      'Permanently failed to start',
      '✖ s  Permanently failed to start · 2 attempts',
      'ockle.server.failed isLive canTurnOn canTurnOff canForce canReset',
    ],
    [
      'Permanently failed to Stop',
      '✖ s  Permanently failed to Stop · 1 attempt',
      'ockle.server.failed isLive canTurnOn canTurnOff canForce canReset',
    ],
    ['Forced on', '🔒 s  Forced on', 'ockle.server.on isLive canTurnOff canForce'],
    ['Forced off', '🔒 s  Forced off', 'ockle.server.off isLive canTurnOn canForce'],
    [
      'Did not initiate yet',
      '○ s  Did not initiate yet',
      'ockle.server.unknown isLive canTurnOn canTurnOff canForce',
    ],
    ['Unknown', '◇ s  Unknown', 'ockle.server.unknown isLive canTurnOn canTurnOff canForce'],
  ] as const;

  for (const [opState, line, contextValue] of rows)
    it(`says and shows ${opState}`, () => {
      const snapshot = server('s', { opState, startAttempts: 2, shutdownAttempts: 1 });
      assert.equal(drawn(liveModel([snapshot])), line);
      assert.equal(rowOf(snapshot).contextValue, contextValue);
    });

  it('can be told apart without colour: no two different looks share icon and words', () => {
    const looks = rows.map(([opState]) => {
      const { icon, description } = rowOf(server('s', { opState }));
      return `${icon} ${description}`;
    });
    assert.equal(new Set(looks).size, rows.length);
  });

  it('speaks to a screen reader in words', () => {
    const { accessibilityLabel } = rowOf(server('web1', { outlets: [outlet('a'), outlet('b')] }));
    assert.equal(accessibilityLabel, 'web1, OK, 2 outlets');
  });

  it('lets no name become markup', () => {
    const { tooltip } = rowOf(server('![x](https://evil.example/x.png) <b> $(zap)\n# h'));
    assert.doesNotMatch(tooltip(), /(?<!\\)[[\]<>#!$]|https:/);
  });

  it('tells needs and attempts in the tooltip', () => {
    const model = liveModel([
      server('a'),
      server('b', { dependencies: ['a'], startAttempts: 2 }),
      server('c', { dependencies: ['b'] }),
    ]);
    const [root = ''] = model.roots;
    assert.equal(
      model.row(model.childrenOf(root)[0]!)!.tooltip(),
      '**b** OK\n\nNeeds: a\n\nNeeded by: c\n\nAttempts: 2 to start, 0 to stop',
    );
  });

  it('opens its section of the ini file', () => {
    const model = fileModel({
      a: '[server]\noutlets = ["psu"]\n\n[psu]\npdu = rackA\n',
    });
    const [root = ''] = model.roots;
    const [psu = ''] = model.childrenOf(root);
    const file = '/p/etc/servers/a.ini';
    assert.deepEqual(model.row(root)!.opens, { file, line: 1 });
    assert.deepEqual(model.row(psu)!.opens, { file, line: 4 });
  });
});

describe('The server tree of a project that does not run', () => {
  it('shows the servers of the files as not running, never as OFF', () => {
    const model = fileModel({
      router: '[server]\n',
      web1: '[server]\noutlets = ["psu"]\ndependencies = ["router"]\n[psu]\npdu = rackA\nsocket = 2\n',
    });
    assert.equal(
      drawn(model),
      text`
        ⊘ router  not running
          ⊘ web1  not running
            ⏻ psu  rackA socket 2
      `,
    );
    const [root = ''] = model.roots;
    assert.equal(model.row(root)!.contextValue, 'ockle.server.notRunning');
  });

  it('shows all servers of a circle and says so on each', () => {
    const model = fileModel({
      a: '[server]\ndependencies = ["b"]\n',
      b: '[server]\ndependencies = ["a"]\n',
    });
    const problem =
      '✖ Servers need each other in a circle: a → b → a. Remove one of these dependencies.';
    assert.equal(
      drawn(model),
      [
        '⊘ b  not running · in a circle',
        `  ${problem}`,
        '  ⊘ a  not running · in a circle',
        `    ${problem}`,
      ].join('\n'),
    );
  });

  it('names a needed server that does not exist', () => {
    assert.equal(
      drawn(fileModel({ web1: '[server]\ndependencies = ["nas"]\n' })),
      text`
        ⊘ web1  not running · nas missing
          ✖ "web1" needs "nas", but there is no nas.ini beside its file. Add that file, or remove "nas" from dependencies.
      `,
    );
  });

  it('shows a file that holds no server, and what is wrong with it', () => {
    const model = fileModel({ bad: '[psu]\n' });
    assert.equal(drawn(model).split('\n')[0], '✖ bad  cannot be used · 1 problem');
    const [root = ''] = model.roots;
    const problem = model.row(model.childrenOf(root)[0]!)!;
    assert.match(problem.label, /no \[server\] section/);
    assert.deepEqual(problem.opens, { file: '/p/etc/servers/bad.ini', line: 1 });
  });
});

describe('A server tree of 10,000 servers', function () {
  this.timeout(30_000);

  it('takes ten times the work of 1,000', () => {
    assert.ok(workFor(10_000) <= 10.5 * workFor(1_000));
  });

  it('may be one chain', () => {
    const chain = Array.from({ length: 10_000 }, (_, index) =>
      server(`s${index}`, { dependencies: index > 0 ? [`s${index - 1}`] : [] }),
    );
    assert.equal(drawn(liveModel(chain)).split('\n').length, 10_000);
  });

  it('starts folded', () => {
    const servers = Array.from({ length: 200 }, (_, index) =>
      server(`s${index}`, { dependencies: index > 0 ? ['s0'] : [] }),
    );
    const model = liveModel(servers);
    assert.equal(model.row(model.roots[0]!)!.expansion, 'collapsed');
    const few = liveModel(servers.slice(0, 5));
    assert.equal(few.row(few.roots[0]!)!.expansion, 'expanded');
  });

  /** Reads of the snapshots while the whole tree is shaped and drawn. */
  function workFor(size: number): number {
    let reads = 0;
    const counting: ProxyHandler<ServerSnapshot> = {
      get: (target, key) => {
        reads += 1;
        return target[key as keyof ServerSnapshot];
      },
    };
    const live = new Map(
      Array.from({ length: size }, (_, index) => {
        const snapshot = server(`s${index}`, {
          dependencies:
            index > 0
              ? [`s${Math.floor(index / 10)}`, `s${index >> 1}`].slice(0, index > 1 ? 2 : 1)
              : [],
          outlets: [outlet('psu')],
        });
        return [snapshot.name, new Proxy(snapshot, counting)];
      }),
    );
    drawn(new ServerTreeModel({ ...still, live }));
    return reads;
  }
});
