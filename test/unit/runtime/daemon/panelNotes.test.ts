import assert from 'node:assert/strict';
import { Emitter } from '../../../../runtime/base/emitter.ts';
import { CommunicationHandler } from '../../../../runtime/communication/communicationHandler.ts';
import { DaemonEvents } from '../../../../runtime/daemon/daemonEvents.ts';
import { DaemonPanel } from '../../../../runtime/daemon/daemonPanel.ts';
import { PanelNotes } from '../../../../runtime/daemon/panelNotes.ts';
import { PluginRegistry } from '../../../../runtime/daemon/pluginRegistry.ts';
import { UsageMeter } from '../../../../runtime/daemon/usageMeter.ts';
import type { CommandInfo } from '../../../../runtime/protocol/index.ts';
import { ManualTimers } from '../../../support/runtime/manualTimers.ts';

const owner = { name: 'Timer', generation: 1 };
const handler = () => Promise.resolve({});

describe('PanelNotes', () => {
  function tell() {
    const timers = new ManualTimers();
    const changed = new Emitter<void>();
    const usage = new UsageMeter({ plugins: () => [], timers });
    const told: unknown[] = [];
    const panel = {
      commands: [] as CommandInfo[],
      onDidChangeCommands: changed.event,
      usage,
    };
    const notes = new PanelNotes(panel, { notify: (name) => told.push(name) }, timers);
    return { timers, changed, told, notes };
  }

  it('tell commands at once, and many changes in one go', async () => {
    const { timers, changed, told } = tell();
    assert.deepEqual(told, ['commands']);
    for (let at = 0; at < 100; at++) changed.fire();
    assert.equal(told.length, 1);
    await timers.advance(30);
    assert.deepEqual(told, ['commands', 'commands']);
  });

  it('tell a change before an answer, and then not again', async () => {
    const { timers, changed, told, notes } = tell();
    notes.flush();
    assert.equal(told.length, 1);
    changed.fire();
    notes.flush();
    assert.equal(told.length, 2);
    await timers.advance(100);
    assert.equal(told.length, 2);
  });

  it('leave no timer behind', async () => {
    const { timers, changed, told, notes } = tell();
    changed.fire();
    notes.dispose();
    changed.fire();
    assert.equal(timers.count, 0);
    await timers.advance(100);
    assert.equal(told.length, 1);
  });
});

describe('The commands of a panel', () => {
  function panelOf(commands: CommunicationHandler): DaemonPanel {
    const nobody = (): Promise<never> => Promise.reject(new Error('There are no plugins here.'));
    const registry = new PluginRegistry(new DaemonEvents());
    return new DaemonPanel({ commands, registry, require: nobody, readConfig: nobody });
  }

  it('have owner, help and keys, as far as they are known', () => {
    const commands = new CommunicationHandler();
    commands.register({ name: 'a', help: 'Does a.', owner, handler });
    commands.register({ name: 'z', help: '', owner, handler, keys: ['x'] });
    assert.deepEqual(panelOf(commands).commands, [
      { name: 'a', help: 'Does a.', owner: 'Timer' },
      { name: 'listCommands', help: 'Answers every command with what it does.', keys: [] },
      { name: 'z', help: '', owner: 'Timer', keys: ['x'] },
    ]);
  });

  it('fit into one message, however long their texts are', () => {
    const commands = new CommunicationHandler();
    const help = '\u0001'.repeat(100_000);
    for (let at = 0; at < 1000; at++) commands.register({ name: `c${at}`, help, owner, handler });
    const told = panelOf(commands).commands;
    assert.ok(told.length > 50);
    assert.ok(Buffer.byteLength(JSON.stringify(told)) < 1024 * 1024);
  });
});
