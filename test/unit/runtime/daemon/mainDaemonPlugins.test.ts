import assert from 'node:assert/strict';
import { removeTempProjects } from '../../../support/runtime/tempProject.ts';
import { openDaemon, panel, plain } from './fakeDaemon.ts';

describe('MainDaemon', () => {
  after(removeTempProjects);

  describe('asked by a plugin', () => {
    const act = {
      verb: 'turnOn',
      target: 'db',
      args: {},
      source: { file: '/a.ts', line: 7 },
    } as const;

    it('takes the plugin’s start for the cause of what it does by itself', async () => {
      const { daemon, hosts } = await openDaemon();
      await daemon.runPlugins(['A'], plain);
      const instance = hosts.of('A');
      const outcome = await instance.listener.act(instance, act, null);
      assert.equal(outcome.kind, 'done');
      const entry = daemon.journalAfter(0).entries.at(-1);
      assert.deepEqual(entry?.actor, {
        kind: 'plugin',
        plugin: 'A',
        generation: 1,
        file: '/a.ts',
        line: 7,
      });
      assert.equal(entry.cause, 1);
    });

    it('sends the changes before the answer', async () => {
      const { daemon, hosts } = await openDaemon();
      await daemon.runPlugins(['A'], plain);
      const instance = hosts.of('A');
      await instance.listener.act(instance, act, null);
      assert.equal(instance.deltas.at(-1)?.changed[0]?.opState, 'OK');
    });

    it('refuses what an older generation asks', async () => {
      const { daemon, hosts } = await openDaemon();
      await daemon.runPlugins(['A'], plain);
      const old = hosts.of('A');
      await daemon.stopPlugin('A', panel);
      await daemon.runPlugins(['A'], plain);
      const outcome = await old.listener.act(old, act, null);
      assert.equal(outcome.kind === 'refused' && outcome.rule, 'generation');
    });

    it('refuses what the dependencies forbid, and names them', async () => {
      const { daemon, hosts } = await openDaemon();
      await daemon.runPlugins(['A'], plain);
      const instance = hosts.of('A');
      const outcome = await instance.listener.act(instance, { ...act, target: 'web' }, null);
      assert.deepEqual(outcome, {
        kind: 'refused',
        rule: 'dependencies',
        reason: 'web needs db (Did not initiate yet). Turn on what it needs first.',
      });
    });

    it('switches single objects and runs single tests', async () => {
      const { daemon, hosts } = await openDaemon();
      await daemon.runPlugins(['A'], plain);
      const instance = hosts.of('A');
      const ask = async (verb: 'setOutlet' | 'runTest' | 'setControl', target: string) => {
        const request = { ...act, verb, target, args: { state: true } };
        const outcome = await instance.listener.act(instance, request, null);
        if (outcome.kind !== 'done') return outcome.kind === 'failed' ? outcome.code : outcome.rule;
        return [outcome.before, outcome.after];
      };
      assert.deepEqual(await ask('setOutlet', 'db/psu'), [null, true]);
      assert.deepEqual(await ask('runTest', 'db/ping'), ['Did not initiate yet', 'SUCCEEDED']);
      assert.equal(await ask('setControl', 'db/nothing'), 'object-unknown');
      assert.equal(await ask('setOutlet', 'nobody/psu'), 'server-unknown');
      const noState = { ...act, verb: 'setOutlet', target: 'db/psu', args: {} } as const;
      const outcome = await instance.listener.act(instance, noState, null);
      assert.equal(outcome.kind === 'failed' && outcome.code, 'args-invalid');
    });

    it('offers its commands until it stops', async () => {
      const { daemon, hosts } = await openDaemon();
      await daemon.runPlugins(['A'], plain);
      const instance = hosts.of('A');
      await instance.listener.registerCommand(instance, { command: 'x', help: 'Does x.' }, null);
      const reply = await daemon.callCommand('x', { a: 1 }, panel);
      assert.deepEqual(reply, { command: 'x', data: { a: 1 }, cause: 3 });
      await daemon.stopPlugin('A', panel);
      await assert.rejects(daemon.callCommand('x', null, panel), { code: 'command-unknown' });
    });
  });
});
