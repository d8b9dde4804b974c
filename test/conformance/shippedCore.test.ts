import assert from 'node:assert/strict';
import type { JsonObject } from '../../runtime/protocol/index.ts';
import { stopDaemons } from '../daemon/support/daemonClient.ts';
import { removeTempProjects } from '../support/runtime/tempProject.ts';
import { isolations, openShipped } from './support/shippedDaemon.ts';

const files = {
  'etc/config.ini': '[main]\n[servers]\nmax_startup_time = 0\n',
  'etc/outlets/rack.ini': '[pdu]\ntype = Dummy\nwrite_community = s3cret\n',
  'etc/testers/always.ini': '[tester]\ntype = Dummy\ncomment = fixed result\n',
  'etc/controllers/ssh.ini': '[controller]\ntype = Dummy\n',
  'etc/servers/router.ini': '[server]\noutlets = ["psu"]\n[psu]\npdu = rack\n',
  'etc/servers/lab pc.ini': [
    '[server]',
    'outlets = ["main"]',
    'tests = ["answers"]',
    'controls = ["soft"]',
    'dependencies = ["router"]',
    'comment = Prüfstand',
    '[spare]',
    'pdu = rack',
    '[main]',
    'pdu = rack',
    '[answers]',
    'tester = always',
    '[soft]',
    'controller = ssh',
    'password = hunter2',
    '',
  ].join('\n'),
} as const;

const lab = { server: 'lab pc' } as const;

/** One request of every command and its reply, in this order. */
const dialogue: readonly (readonly [string, JsonObject, JsonObject])[] = [
  [
    'dotgraph',
    {},
    {
      Dot: 'digraph graphname {\nrouter [color="#969696"];\n"lab pc" [color="#969696"];\nrouter -> "lab pc";\n}\n',
    },
  ],
  [
    'ServerView',
    lab,
    {
      Name: 'lab pc',
      OpState: 'OFF',
      outlets: '{"outletmain": {"OpState": "OFF", "state": false, "data": {}, "name": "main"}}',
      controls: '{"controlsoft": {"OpState": "OK", "state": true, "data": {}, "name": "soft"}}',
      tests: '{"testanswers": {"OpState": -1, "name": "answers"}}',
      StartAttempts: 0,
    },
  ],
  ['ServerView', { server: 'nope' }, {}],
  ['getPDUDict', {}, { pdus: '{"rack": {"pdu": {"type": "Dummy", "write_community": "***"}}}' }],
  [
    'getTesterDict',
    {},
    { testers: '{"always": {"tester": {"type": "Dummy", "comment": "fixed result"}}}' },
  ],
  ['getControllerDict', {}, { controllers: '{"ssh": {"controller": {"type": "Dummy"}}}' }],
  [
    'getServerDict',
    {},
    {
      servers:
        '{"lab pc": {"server": {"outlets": "[\\"main\\"]", "tests": "[\\"answers\\"]", "controls": "[\\"soft\\"]", "dependencies": "[\\"router\\"]", "comment": "Pr\\u00fcfstand"}, "spare": {"pdu": "rack"}, "main": {"pdu": "rack"}, "answers": {"tester": "always"}, "soft": {"controller": "ssh", "password": "***"}}, "router": {"server": {"outlets": "[\\"psu\\"]"}, "psu": {"pdu": "rack"}}}',
    },
  ],
  [
    'getAvailableServerOutlets',
    lab,
    { serverOutlets: '{"main": {"pdu": "rack"}, "spare": {"pdu": "rack"}}' },
  ],
  ['getAvailableServerTesters', lab, { serverTesters: '{"answers": {"tester": "always"}}' }],
  [
    'getAvailableServerControls',
    lab,
    { serverControls: '{"soft": {"controller": "ssh", "password": "***"}}' },
  ],
  [
    'getServerDependencyMap',
    { server: 'router' },
    {
      dependencyMap:
        '{"available": {}, "disabled": {"lab pc": ["router", "lab pc"]}, "existing": {}}',
    },
  ],
  ['setServer', { server: 'router', state: 'on' }, { status: 'Forced on' }],
  ['switchOutlet', { ...lab, obj: 'main', state: 'on' }, { status: 'Forced on' }],
  ['switchControl', { ...lab, obj: 'soft', state: 'off' }, { status: 'Forced off' }],
  ['switchControl', { ...lab, obj: 'soft', state: 'on' }, { status: 'Forced on' }],
  ['runTest', { ...lab, obj: 'answers' }, { status: 'SUCCEEDED' }],
  ['updateNetwork', {}, { status: 'done' }],
  [
    'dotgraph',
    {},
    {
      Dot: 'digraph graphname {\nrouter [color="#CCFF99"];\n"lab pc" [color=green];\nrouter -> "lab pc";\n}\n',
    },
  ],
];

for (const isolation of isolations) {
  describe(`CoreCommunicationCommands, ${isolation}`, () => {
    afterEach(stopDaemons);
    after(removeTempProjects);

    it('answers every command as the original’s clients expect it', async () => {
      const { call } = await openShipped(isolation, ['CoreCommunicationCommands'], files);
      for (const [command, data, reply] of dialogue) {
        assert.deepEqual(await call(command, data), reply, command);
      }
    });

    it('says why a request is refused, and goes on', async () => {
      const { call } = await openShipped(isolation, ['CoreCommunicationCommands'], files);
      await assert.rejects(call('runTest', { ...lab, obj: 'none' }), /has no test “none”/);
      await assert.rejects(call('setServer', { server: 'nope', state: 'on' }), /“nope”/);
      await assert.rejects(call('switchOutlet', lab), /needs “obj”/);
      await assert.rejects(call('getServerDependencyMap', { server: 'nope' }), /“nope”/);
      assert.deepEqual(await call('ServerView', {}), {});
    });
  });

  describe(`GraphTester, ${isolation}`, () => {
    afterEach(stopDaemons);
    after(removeTempProjects);

    it('leaves dotgraph to the plugin that offers it already, and says so', async () => {
      const plugins = ['CoreCommunicationCommands', 'GraphTester'];
      const { client, call } = await openShipped(isolation, plugins, files);
      await client.until('the line', () =>
        client
          .linesOf('GraphTester')
          .some((line) => line.startsWith('GraphTester: The command dotgraph is not offered.')),
      );
      const { Dot } = await call('dotgraph');
      assert.ok(typeof Dot === 'string' && Dot.startsWith('digraph graphname {'));
    });
  });
}
