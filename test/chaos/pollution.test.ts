import assert from 'node:assert/strict';
import { openDaemon } from '../../runtime/daemon/openDaemon.ts';
import type { JsonObject } from '../../runtime/protocol/index.ts';
import { decodePluginFailure, hostReportDecoders } from '../../runtime/protocol/index.ts';
import { distFolder } from '../daemon/support/dist.ts';
import { makeProject, removeTempProjects } from '../support/runtime/tempProject.ts';

const actor = { kind: 'daemon' } as const;

/** Names that mean something to every object of JavaScript. */
const names = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  '__defineGetter__',
  'isPrototypeOf',
] as const;

/** All that every object, list and function inherits. */
function inherited(): readonly string[] {
  return [Object.prototype, Array.prototype, Function.prototype, Map.prototype].map((each) =>
    Reflect.ownKeys(each)
      .map((key) => {
        const found = Object.getOwnPropertyDescriptor(each, key);
        return `${String(key)}:${typeof found?.value}:${String(found?.writable)}`;
      })
      .join(),
  );
}

describe('Names that every object has', () => {
  const before = inherited();

  afterEach(() => assert.deepEqual(inherited(), before));
  after(removeTempProjects);

  for (const name of names) {
    it(`are names like others: ${name} as server, outlet, section, option and command`, async () => {
      const project = await makeProject({
        'etc/config.ini': `[main]\n${name} = 1\n[${name}]\n${name} = 2\n[plugins]\npluginList = ["${name}"]\n[limits]\n${name} = 3\n[servers]\nmax_startup_time = 0\n`,
        [`etc/servers/${name}.ini`]: `[server]\noutlets = ${name}\ndependencies = []\n[${name}]\npdu = ${name}\nsocket = 1\n`,
        [`etc/outlets/${name}.ini`]: '[pdu]\ntype = Dummy\n',
        [`src/config/plugins/${name}.ini`]: `[plugins.${name}]\n${name} = ["int", 3]\n`,
      });
      const daemon = await openDaemon({ project, dist: distFolder() });
      const servers = daemon.feed.snapshot().flatMap((part) => part.servers);
      assert.deepEqual(
        servers.map((server) => [server.name, server.outlets.map((outlet) => outlet.name)]),
        [[name, [name]]],
      );
      await assert.rejects(
        daemon.callCommand(name, JSON.parse(`{"${name}":1}`) as JsonObject, actor),
        {
          code: 'command-unknown',
        },
      );
      await daemon.runPlugins([name], { actor });
      assert.equal(
        daemon.problems.some(
          ({ code, message }) => code === 'limit-unknown' && message.includes(name.toLowerCase()),
        ),
        true,
      );
      const outcome = await daemon.act('turnOn', name, {}, actor);
      assert.equal(outcome.kind, 'done');
      await daemon.shutdown(actor);
    });
  }

  it('are no members of what a plugin sends', () => {
    const { requests, notes } = hostReportDecoders;
    const bad = (text: string): unknown => JSON.parse(text);
    for (const name of names) {
      const sent = bad(
        `{"${name}":{"command":"x","help":"y","message":"z","code":"plugin-exited"}}`,
      );
      for (const decode of [
        ...Object.values(requests),
        ...Object.values(notes),
        decodePluginFailure,
      ]) {
        try {
          assert.equal(Reflect.has(decode(sent) as object, 'polluted'), false);
        } catch (thrown) {
          assert.ok(thrown instanceof Error);
        }
      }
      assert.throws(() => requests.registerCommand(sent), /command/);
      const act = bad(`{"verb":"${name}","target":"t","args":{}}`);
      assert.throws(() => requests.act(act), /verb/);
    }
    const own = requests.callCommand(bad('{"command":"c","data":{"__proto__":{"polluted":1}}}'));
    assert.deepEqual(Object.keys(own.data ?? {}), ['__proto__']);
    assert.equal(Reflect.has(own.data ?? {}, 'polluted'), false);
  });

  it('would be seen if something changed what objects inherit', () => {
    Object.defineProperty(Object.prototype, 'polluted', { value: 1, configurable: true });
    try {
      assert.notDeepEqual(inherited(), before);
    } finally {
      Reflect.deleteProperty(Object.prototype, 'polluted');
    }
  });
});
