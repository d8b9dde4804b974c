import assert from 'node:assert/strict';
import {
  commandRows,
  type CommandsEntry,
} from '../../../../../extension/views/commands/commandRows.ts';
import {
  CommandRuns,
  type CommandRun,
} from '../../../../../extension/views/commands/commandRuns.ts';
import { replyRows } from '../../../../../extension/views/commands/replyRows.ts';
import type { JsonObject } from '../../../../../runtime/protocol/index.ts';
import { drawnRows } from '../outline/drawnRows.ts';

const at = new Date(2026, 10, 22, 23, 10, 4).getTime();

describe('The rows of the commands view', () => {
  const commands = [
    { name: 'doorState', help: 'Says whether a door is open.\nKeys: door.', owner: 'DoorWatch' },
    { name: 'listCommands', help: 'Answers every command.', keys: [] },
    { name: 'setServer', help: '', owner: 'CoreCommunicationCommands', keys: ['server', 'state'] },
  ];
  const runs = new Map<string, CommandRun>();
  const entry = (project = '/lab'): CommandsEntry => ({
    project,
    commands,
    lastRun: (command) => runs.get(command),
  });

  beforeEach(() => runs.clear());

  it('are grouped by owner, those of own plugins first', () => {
    assert.equal(
      drawnRows(commandRows([entry()])),
      `DoorWatch  1 command
  doorState  Says whether a door is open.
CoreCommunicationCommands  1 command
  setServer  server, state
The daemon  1 command
  listCommands  Answers every command.`,
    );
  });

  it('have the last reply below as it is built, or what went wrong', () => {
    const reply = { open: false, seen: ['09:12', '11:40'], by: { name: 'reed 3' }, none: [] };
    runs.set('doorState', { at, ms: 12, answer: { kind: 'reply', reply } });
    runs.set('setServer', {
      at,
      ms: 1,
      answer: { kind: 'failure', message: 'There is no server "x".', code: 'server-unknown' },
    });
    const rows = commandRows([entry()]);
    assert.equal(
      drawnRows(rows),
      `DoorWatch  1 command
  doorState  Says whether a door is open.
    last reply  23:10:04 · 12 ms
      open  false
      seen  2 entries
        0  09:12
        1  11:40
      by  1 key
        name  reed 3
      none  empty
CoreCommunicationCommands  1 command
  setServer  server, state
    There is no server "x".  server-unknown
The daemon  1 command
  listCommands  Answers every command.`,
    );
    const [own, core] = rows.map(({ children }) => children[0]?.contextValue);
    assert.deepEqual([own, core], ['ockle.command canRun hasReply', 'ockle.command canRun']);
  });

  it('unfold a text that holds JSON, as the protocol nests values', () => {
    const outlets = { psu1: { socket: '1', ports: '[8088]' } };
    const rows = replyRows('id', { outlets: JSON.stringify(outlets), note: '[sic]' });
    assert.equal(
      drawnRows(rows),
      `outlets  1 key
  psu1  2 keys
    socket  1
    ports  1 entry
      0  8088
note  [sic]`,
    );
    assert.match(rows[0]?.tooltip ?? '', /text that holds JSON/);
    assert.doesNotMatch(rows[1]?.tooltip ?? '', /JSON/);
  });

  it('lead from an owner of the project to its code', () => {
    assert.deepEqual(
      commandRows([entry()]).map(({ contextValue }) => contextValue),
      ['ockle.commandOwner hasCode', 'ockle.commandOwner', 'ockle.commandOwner'],
    );
  });

  it('stand below their projects when several run', () => {
    assert.deepEqual(
      commandRows([entry(), entry('/shop')]).map(({ label }) => label),
      ['lab', 'shop'],
    );
  });

  it('are not endless, and have an id of their own each', () => {
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`k${n}`, n]));
    const rows = replyRows('id', { many, '': 1, a: { '': 2 } });
    const ids: string[] = [];
    const visit = (list: typeof rows): void => {
      for (const { id, children } of list) {
        ids.push(id);
        visit(children);
      }
    };
    visit(rows);
    assert.equal(rows[0]?.children.length, 201);
    assert.equal(rows[0].children.at(-1)?.label, '800 more');
    assert.equal(new Set(ids).size, ids.length);
  });
});

describe('CommandRuns', () => {
  it('remember what was sent and what came back', async () => {
    const stored = new Map<string, unknown>();
    const memory = {
      get: (key: string) => stored.get(key),
      update: (key: string, value: unknown) => Promise.resolve(void stored.set(key, value)),
    };
    const runs = new CommandRuns(
      memory as ConstructorParameters<typeof CommandRuns>[0],
      assert.ifError,
    );
    const error = Object.assign(new Error('Unknown Command "x".'), { code: 'command-unknown' });
    const answers: Promise<{ reply: JsonObject }>[] = [
      Promise.resolve({ reply: { is: 'on' } }),
      Promise.reject(error),
    ];
    const taker = {
      project: '/lab',
      request: () => answers.shift(),
    } as unknown as Parameters<CommandRuns['run']>[0];
    let changes = 0;
    runs.onDidChange(() => changes++);
    const good = await runs.run(taker, 'setServer', { server: 'web1' });
    assert.deepEqual(good.answer, { kind: 'reply', reply: { is: 'on' } });
    const bad = await runs.run(taker, 'x', {});
    const { message, code } = error;
    assert.deepEqual(bad.answer, { kind: 'failure', message, code });
    assert.deepEqual(runs.lastData('setServer'), { server: 'web1' });
    assert.deepEqual(runs.lastData('never'), {});
    assert.equal(runs.last('/lab', 'setServer'), good);
    assert.equal(runs.last('/shop', 'setServer'), undefined);
    assert.equal(changes, 2);
  });
});
