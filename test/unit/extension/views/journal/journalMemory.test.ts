import assert from 'node:assert/strict';
import { JournalMemory } from '../../../../../extension/views/journal/journalMemory.ts';
import { entrySentence } from '../../../../../extension/views/journal/journalWords.ts';
import type { DaemonRequest } from '../../../../../extension/daemon/daemonConnection.ts';
import type { Entry } from '../../../../../runtime/protocol/index.ts';

const entry = (seq: number, more: Partial<Entry> = {}): Entry => ({
  seq,
  t: seq * 1_000,
  actor: { kind: 'panel' },
  cause: null,
  verb: 'turnOn',
  target: 'web1',
  args: {},
  outcome: { kind: 'refused', rule: 'dependencies', reason: 'web1 needs db1 (OFF).' },
  ...more,
});

/** A daemon's journal, and from where it was asked for. */
function journal() {
  const all: Entry[] = [];
  const asked: number[] = [];
  const request = ((_: string, { after }: { readonly after: number }) => {
    asked.push(after);
    return Promise.resolve({ entries: all.filter(({ seq }) => seq > after), observations: [] });
  }) as unknown as DaemonRequest;
  return { all, asked, memory: new JournalMemory(request) };
}

const numbers = (entries: readonly Entry[]): readonly number[] => entries.map(({ seq }) => seq);

describe('The memory of a journal', () => {
  it('knows what was done to a server and its objects, newest first', async () => {
    const { all, memory } = journal();
    all.push(
      entry(1),
      entry(2, { target: 'db1' }),
      entry(3, { target: 'web1/main', verb: 'setOutlet', args: { state: true } }),
      entry(4, { target: '', verb: 'allOff' }),
      entry(5, { target: 'web1', verb: 'command' }),
    );
    assert.deepEqual(numbers(await memory.ofServer('web1')), [4, 3, 1]);
  });

  it('asks only for what is new, and again for what had no outcome', async () => {
    const { all, asked, memory } = journal();
    const { outcome, ...open } = entry(2);
    all.push(entry(1), open);
    await memory.ofServer('web1');
    all[1] = { ...open, ...(outcome && { outcome }) };
    all.push(entry(3));
    const [newest, second] = await memory.ofServer('web1');
    assert.deepEqual([newest?.seq, second?.outcome?.kind], [3, 'refused']);
    await memory.ofServer('web1');
    assert.deepEqual(asked, [0, 0, 2]);
  });

  it('begins anew when the daemon did', async () => {
    const { all, memory } = journal();
    all.push(entry(1), entry(2));
    await memory.ofServer('web1');
    all.splice(0, 2, entry(1, { t: 99_000, target: 'web1/main', verb: 'runTest' }));
    assert.deepEqual(numbers(await memory.ofServer('web1')), [1]);
  });
});

describe('An entry in words', () => {
  const plugin = {
    kind: 'plugin',
    plugin: 'DoorWatch',
    file: '/p/src/plugins/DoorWatch.ts',
    line: 31,
  } as const;
  const done = {
    kind: 'done',
    requested: 'OK',
    observed: 'OK',
    before: 'OFF',
    after: 'OK',
    ms: 1,
  } as const;
  const sentences: readonly (readonly [Entry, string])[] = [
    [entry(1), 'Turned on by you: refused: web1 needs db1 (OFF).'],
    [
      entry(1, { actor: plugin, verb: 'turnOff', args: { ignoreDeps: true }, outcome: done }),
      'Forced off by DoorWatch (DoorWatch.ts:31): now OK',
    ],
    [
      entry(1, {
        actor: { ...plugin, plugin: 'AutoControl', file: '/dist/shipped/AutoControl.mjs' },
      }),
      'Turned on by AutoControl: refused: web1 needs db1 (OFF).',
    ],
    [
      entry(1, {
        verb: 'setOutlet',
        target: 'web1/main',
        args: { state: false },
        outcome: { ...done, before: false, after: false },
      }),
      'main turned off by you: still OFF',
    ],
    [
      entry(1, {
        actor: { kind: 'socket' },
        verb: 'runTest',
        target: 'web1/answers',
        outcome: { kind: 'failed', code: 'device-silent', message: 'pinger does not answer.' },
      }),
      'answers tested by a client of the socket: failed: pinger does not answer.',
    ],
    [
      entry(1, {
        actor: { kind: 'daemon' },
        verb: 'setOpState',
        args: { opState: 'Forced on' },
        outcome: done,
      }),
      'Declared Forced on by the daemon: now OK',
    ],
  ];
  for (const [each, sentence] of sentences)
    it(`says: ${sentence}`, () => {
      assert.equal(entrySentence(each, '/p'), sentence);
    });
});
