import assert from 'node:assert/strict';
import type { PluginHealth, ThreadSample } from '../../../../runtime/protocol/index.ts';
import { RpcError } from '../../../../runtime/protocol/index.ts';
import { HangWatch } from '../../../../runtime/supervision/hangWatch.ts';
import { watchMemory } from '../../../../runtime/supervision/memoryWatch.ts';
import { ManualTimers } from '../../../support/runtime/manualTimers.ts';

const MiB = 1024 * 1024;

describe('HangWatch', () => {
  class Bench {
    readonly timers = new ManualTimers();
    readonly told: (PluginHealth | undefined)[] = [];
    readonly #pings: (() => void)[] = [];
    answers = true;
    fails: Error | undefined;
    thread: ThreadSample | undefined;
    readonly watch = new HangWatch({
      hang: 3000,
      timers: this.timers,
      now: () => this.timers.now,
      ping: () => this.#ping(),
      onChange: (health) => this.told.push(health),
    });

    constructor() {
      this.watch.start();
    }

    get pings(): number {
      return this.#pings.length;
    }

    /** Answers the ping that waits, and all that follow. */
    answer(): void {
      this.answers = true;
      this.#pings[0]?.();
    }

    #ping(): Promise<{ readonly thread?: ThreadSample }> {
      if (this.fails) return Promise.reject(this.fails);
      if (this.answers) return Promise.resolve(this.thread ? { thread: this.thread } : {});
      return new Promise((resolve) => {
        this.#pings.push(() => resolve({}));
      });
    }
  }

  const bench = (): Bench => new Bench();

  it('says nothing of a plugin that answers', async () => {
    const { timers, told } = bench();
    await timers.advance(600_000);
    assert.deepEqual(told, []);
  });

  for (const [ms, isTold] of [
    [2999, false],
    [3000, true],
    [3001, true],
  ] as const) {
    it(`${isTold ? 'tells' : 'does not tell'} of ${ms} ms without an answer when 3000 are borne`, async () => {
      const it = bench();
      it.answers = false;
      await it.timers.advance(500);
      await it.timers.advance(ms);
      assert.deepEqual(it.told, isTold ? [{ kind: 'unresponsive', since: 500 }] : []);
    });
  }

  it('tells when the plugin answers again, and asks once at a time', async () => {
    const it = bench();
    it.answers = false;
    await it.timers.advance(10_000);
    assert.equal(it.pings, 1);
    it.answer();
    await it.timers.advance(0);
    assert.deepEqual(
      it.told.map((health) => health?.kind),
      ['unresponsive', undefined],
    );
    await it.timers.advance(10_000);
    assert.equal(it.told.length, 2);
  });

  it('counts a stand-still of its own as one step', async () => {
    const it = bench();
    it.answers = false;
    await it.timers.advance(500);
    // The machine sleeps: the clock runs on, and one timer fires late.
    it.timers.now += 3_600_000;
    await it.timers.advance(1);
    assert.deepEqual(it.told, []);
    it.answer();
    await it.timers.advance(5000);
    assert.deepEqual(it.told, []);
  });

  it('takes an error as a sign of life, and the end of the channel as the end', async () => {
    const it = bench();
    it.fails = new RpcError('bad-result', 'Odd.');
    await it.timers.advance(10_000);
    assert.deepEqual(it.told, []);
    it.fails = new RpcError('closed', 'Gone.');
    await it.timers.advance(1000);
    assert.equal(it.timers.count, 0);
  });

  const source = { file: '/p/src/plugins/A.py', line: 7 };

  it('tells of a thread that computes all the time', async () => {
    const it = bench();
    it.thread = { function: 'grind', source, busy: 0.97, isResting: false };
    await it.timers.advance(2999);
    assert.deepEqual(it.told, []);
    await it.timers.advance(10_000);
    assert.deepEqual(it.told, [{ kind: 'busy', since: 0, where: 'grind', source }]);
    it.thread = { function: 'sleep', source, busy: 0.1, isResting: true };
    await it.timers.advance(500);
    assert.deepEqual(it.told.slice(1), [undefined]);
  });

  it('tells of a thread that waits in one place outside, not on the clock', async () => {
    const it = bench();
    it.thread = { function: 'sleep', source, busy: 0, isResting: true };
    await it.timers.advance(10_000);
    assert.equal(it.told.length, 0);
    it.thread = { function: 'accept', source, busy: 0, isResting: false };
    await it.timers.advance(10_000);
    assert.deepEqual(
      it.told.map((health) => [health?.kind, health?.where]),
      [['waiting', 'accept']],
    );
  });

  it('says nothing of a thread that moves', async () => {
    const it = bench();
    for (let line = 1; line < 50; line++) {
      it.thread = { function: 'read', source: { ...source, line }, busy: 0, isResting: false };
      await it.timers.advance(500);
    }
    assert.deepEqual(it.told, []);
  });

  it('asks no more once it is stopped', async () => {
    const it = bench();
    it.watch.stop();
    await it.timers.advance(10_000);
    assert.equal(it.timers.count, 0);
  });
});

describe('watchMemory', () => {
  function bench(sizes: (look: number) => number | undefined) {
    const timers = new ManualTimers();
    const told: number[] = [];
    let looks = 0;
    const stop = watchMemory({
      most: 256 * MiB,
      timers,
      read: () => sizes(looks++),
      onTooMuch: (used) => told.push(used),
    });
    return { timers, told, stop, looks: () => looks };
  }

  for (const [used, isTold] of [
    [256 * MiB - 1, false],
    [256 * MiB, false],
    [256 * MiB + 1, true],
  ] as const) {
    it(`${isTold ? 'tells' : 'does not tell'} of ${used} bytes when 256 MiB are borne`, async () => {
      const { timers, told } = bench(() => used);
      await timers.advance(60_000);
      assert.deepEqual(told, isTold ? [used] : []);
    });
  }

  it('looks more often at a plugin that grows than at one that rests', async () => {
    const resting = bench(() => 40 * MiB);
    const growing = bench((look) => Math.min(look * 20, 250) * MiB);
    await resting.timers.advance(1000);
    await growing.timers.advance(1000);
    assert.ok(resting.looks() <= 6, String(resting.looks()));
    assert.ok(growing.looks() >= 15, String(growing.looks()));
  });

  it('goes on where nothing can be told, and ends when it is stopped', async () => {
    const { timers, told, stop } = bench(() => undefined);
    await timers.advance(10_000);
    assert.deepEqual(told, []);
    stop();
    assert.equal(timers.count, 0);
  });
});
