import assert from 'node:assert/strict';
import { removeTempProjects } from '../../../support/runtime/tempProject.ts';
import { buildNetwork as build } from './buildNetwork.ts';

const rack = {
  'etc/outlets/rack.ini': '[pdu]\ntype = Dummy\ncomment = left\n',
  'etc/testers/pinger.ini': '[tester]\ntype = Dummy\n',
  'etc/controllers/soft.ini': '[controller]\ntype = Dummy\n',
};

const web1 = `[server]
outlets = ["psu1", "psu2"]
tests = ["answers"]
controls = ["softoff"]
dependencies = ["db"]
comment = shop
[psu1]
pdu = rack
socket = 1
[psu2]
pdu = rack
socket = 2
[answers]
tester = pinger
succeed = true
[softoff]
controller = soft
`;

const good = { 'etc/servers/db.ini': '[server]\noutlets = main\n[main]\npdu = rack\n' };

describe('ServerNetworkFactory', () => {
  after(removeTempProjects);

  it('builds servers with their objects in file order, needed ones first', async () => {
    const { tree, problems } = await build({
      ...rack,
      'etc/servers/web1.ini': web1,
      'etc/servers/db.ini': '[server]\noutlets = main\n[main]\npdu = rack\n',
    });
    assert.deepEqual(problems, []);
    assert.equal(
      tree,
      [
        'db: Did not initiate yet',
        '  main Dummy: Did not initiate yet (unknown)',
        'web1 needs db: Did not initiate yet',
        '  psu1 Dummy: Did not initiate yet (unknown)',
        '  psu2 Dummy: Did not initiate yet (unknown)',
        '  softoff Dummy: Did not initiate yet (unknown)',
        '  answers Dummy: Did not initiate yet',
      ].join('\n'),
    );
  });

  /** Trees that are broken in one place each: the rest starts, and one problem says what is wrong. */
  const broken: Readonly<
    Record<string, readonly [Readonly<Record<string, string>>, code: string]>
  > = {
    'no folder of servers': [{ 'etc/config.ini': '[main]\n' }, 'folder-missing'],
    'a file in the place of the folder of servers': [{ 'etc/servers': '' }, 'folder-unreadable'],
    'a backup file': [{ 'etc/servers/db.ini~': '[server]\n' }, 'server-file-ignored'],
    'a copy of another name': [{ 'etc/servers/db.ini.bak': '[server]\n' }, 'server-file-ignored'],
    'a sub-folder': [{ 'etc/servers/old/web.ini': '[server]\n' }, 'server-file-ignored'],
    'a folder in the place of a file': [{ 'etc/servers/x.ini/y': '' }, 'file-unreadable'],
    'a text without header': [{ 'etc/servers/x.ini': 'hello\nworld\n' }, 'server-section-missing'],
    'an option without header': [{ 'etc/servers/x.ini': 'a = 1\n' }, 'server-section-missing'],
    'an empty file': [{ 'etc/servers/x.ini': '' }, 'server-section-missing'],
  };
  for (const [name, [files, code]] of Object.entries(broken)) {
    it(`starts with the rest and says one thing about ${name}`, async () => {
      const rest = 'etc/servers' in files || code === 'folder-missing' ? {} : { ...rack, ...good };
      const { tree, problems } = await build({ ...rest, ...files });
      assert.equal(tree.includes('db:'), 'etc/servers/db.ini' in rest);
      assert.deepEqual(
        problems.map((problem) => problem.code),
        [code],
      );
    });
  }

  it('says nothing about servers where there is no etc at all', async () => {
    const { tree, problems } = await build({ 'src/plugins/a.ts': '' });
    assert.equal(tree, '');
    assert.deepEqual(problems, []);
  });

  it('passes over hidden files without a word', async () => {
    const hidden = { 'etc/servers/.db2.ini': '[server]\n', 'etc/servers/.db.ini.swp': 'x' };
    const { tree, problems } = await build({ ...rack, ...good, ...hidden });
    assert.equal(tree.split('\n')[0], 'db: Did not initiate yet');
    assert.deepEqual(problems, []);
  });

  it('leaves out the need that closes a circle, and says which', async () => {
    const { tree, problems } = await build({
      'etc/servers/a.ini': '[server]\ndependencies = ["b"]\n',
      'etc/servers/b.ini': '[server]\n; first this\ndependencies = ["a", "c"]\n',
      'etc/servers/c.ini': '[server]\n',
    });
    assert.equal(
      tree,
      [
        'c: Did not initiate yet',
        'b needs c: Did not initiate yet',
        'a needs b: Did not initiate yet',
      ].join('\n'),
    );
    assert.deepEqual(problems, [
      {
        code: 'dependency-cycle',
        message:
          'Servers cannot need each other in a circle: "b" needs "a" needs "b". So the need of "b" for "a" is ignored. Remove it from dependencies, or correct the name.',
        at: 'etc/servers/b.ini:3',
      },
    ]);
  });

  it('needs neither comment nor dependencies nor lists in a file', async () => {
    const { tree, problems } = await build({
      'etc/outlets/bare.ini': '[pdu]\ntype = Dummy\n',
      'etc/servers/a.ini': '[server]\n',
      'etc/servers/b.ini': '[server]\noutlets = ["psu"]\n[psu]\npdu = bare\n',
      'etc/servers/c.ini': '[server]\noutlets =\ntests =\ncontrols =\ndependencies =\n',
    });
    assert.deepEqual(problems, []);
    assert.equal(
      tree,
      [
        'a: Did not initiate yet',
        'b: Did not initiate yet',
        '  psu Dummy: Did not initiate yet (unknown)',
        'c: Did not initiate yet',
      ].join('\n'),
    );
  });

  it('takes the options of a generator from its own section only', async () => {
    const { tree, problems } = await build({
      'etc/outlets/rack.ini':
        '[notes]\ntype = Raritan\n[pdu]\ntype = Dummy\n[later]\ntype = Other\n',
      ...good,
    });
    assert.deepEqual(problems, []);
    assert.match(tree, /main Dummy/);
  });

  it('keeps the order of the lists, which is the order of action', async () => {
    const objects = ['b', 'a', 'c'].map((name) => `[${name}]\npdu = rack\n`).join('');
    const { network } = await build({
      ...rack,
      'etc/servers/db.ini': `[server]\noutlets = ["c", "a", "b"]\n${objects}`,
    });
    const { outlets } = network.requireServer('db');
    assert.deepEqual(
      outlets.map(({ name }) => name),
      ['c', 'a', 'b'],
    );
  });

  it('shows a type that is not there yet as Unknown, and never as off', async () => {
    const { network, problems } = await build({
      'etc/outlets/rack.ini': '[pdu]\ntype = Raritan\npdu_ip = 192.0.2.1\n',
      ...good,
    });
    assert.deepEqual(
      problems.map(({ code, at }) => [code, at]),
      [['device-type-later', 'etc/outlets/rack.ini:2']],
    );
    await network.updateNetwork();
    assert.equal(network.requireServer('db').opState, 'Unknown');
    assert.equal(network.isReadyToTurnOff('db'), true, 'nothing needs it');
  });

  const faults: Readonly<Record<string, readonly [text: string, code: string, line: number]>> = {
    'no [server] section': ['[psu1]\npdu = rack\n', 'server-section-missing', 1],
    'an unknown dependency': ['[server]\ndependencies = ["nobody"]\n', 'server-unknown', 2],
    'a list that is no JSON': ['[server]\noutlets = ["a",\n', 'name-list-invalid', 2],
    'an object without section': ['[server]\noutlets = ["psu1"]\n', 'object-section-missing', 2],
    'an object of nothing': [
      '[server]\noutlets = ["psu1"]\n[psu1]\nsocket = 1\n',
      'object-generator-missing',
      2,
    ],
    'an object of a missing generator': [
      '[server]\noutlets = ["psu1"]\n[psu1]\npdu = other\n',
      'generator-missing',
      4,
    ],
    'an object of a generator outside the folder': [
      '[server]\noutlets = ["psu1"]\n[psu1]\npdu = ../outlets/rack\n',
      'generator-missing',
      4,
    ],
    'a test that cannot work': [
      '[server]\ntests = ["t"]\n[t]\ntester = ping\nhostname = -f\n',
      'test-options-invalid',
      4,
    ],
    'a line that is no option': ['[server]\nwhat is this\n', 'missing-delimiter', 2],
  };
  for (const [name, [text, code, line]] of Object.entries(faults)) {
    it(`reports ${name} once, and loads the rest`, async () => {
      const { network, problems } = await build({
        ...rack,
        'etc/testers/ping.ini': '[tester]\ntype = Ping\n',
        'etc/servers/bad.ini': text,
        'etc/servers/db.ini': '[server]\noutlets = main\n[main]\npdu = rack\n',
      });
      assert.deepEqual(
        problems.map((problem) => [problem.code, problem.at]),
        [[code, `etc/servers/bad.ini:${line}`]],
      );
      assert.equal(network.getServer('db')?.outlets.length, 1);
    });
  }

  it('shows an object of an unknown type as Unknown', async () => {
    const { tree } = await build({
      'etc/outlets/rack.ini': '[pdu]\ntype = Raritan\n',
      'etc/servers/db.ini': '[server]\noutlets = main\n[main]\npdu = rack\n',
    });
    assert.equal(tree, 'db: Did not initiate yet\n  main Raritan: Unknown (unknown)');
  });

  it('leaves out a server with more objects than can be sent', async () => {
    const names = Array.from({ length: 5000 }, (_, at) => `psu${at}`);
    const sections = names.map((name) => `[${name}]\npdu = rack\n`).join('');
    const { tree, problems } = await build({
      ...rack,
      'etc/servers/big.ini': `[server]\noutlets = ${JSON.stringify(names)}\n${sections}`,
      'etc/servers/db.ini': '[server]\n',
    });
    assert.equal(tree, 'db: Did not initiate yet');
    assert.deepEqual(
      problems.map(({ code, at }) => [code, at]),
      [['server-too-big', 'etc/servers/big.ini:1']],
    );
  });
});
