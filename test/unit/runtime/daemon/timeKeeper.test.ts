import assert from 'node:assert/strict';
import { VirtualClock } from '../../../../runtime/base/virtualClock.ts';
import { TimedPlugin } from '../../../../runtime/daemon/timedPlugin.ts';
import { TimeKeeper } from '../../../../runtime/daemon/timeKeeper.ts';
import type { ClockState, Problem } from '../../../../runtime/protocol/index.ts';

const began = 1000;

function open(mode: 'held' | 'virtual' = 'held', patience = 5000) {
  const clock = new VirtualClock({ mode, began, rate: 0 });
  const keeper = new TimeKeeper({ clock, seed: 1, patience });
  return { clock, keeper };
}

/** A plugin that waits so long each time it is told the time, and then writes what it was told. */
class Sleeper {
  readonly plugin: TimedPlugin;
  readonly #keeper: TimeKeeper;
  readonly #log: string[];
  readonly #every: number;
  #due: number | null = null;

  constructor(name: string, every: number, keeper: TimeKeeper, log: string[]) {
    this.plugin = new TimedPlugin(name);
    this.#keeper = keeper;
    this.#log = log;
    this.#every = every;
    keeper.expect(this.plugin);
    keeper.join(this.plugin, this, Promise.resolve());
    keeper.deliver(this.plugin, { kind: 'load', send: (state) => this.sendClock(state) });
  }

  sendClock({ turn }: ClockState): void {
    assert.ok(turn);
    if (this.#due === null || this.#due <= turn.now) {
      this.#log.push(`${this.plugin.className} ${turn.now - began}`);
      this.#due = turn.now + this.#every;
    }
    const parked = { until: this.#due, lastSeqSeen: turn.seq };
    setImmediate(() => this.#keeper.park(this.plugin, parked));
  }
}

describe('TimeKeeper', () => {
  let opened: TimeKeeper | undefined;
  const using = (keeper: TimeKeeper): TimeKeeper => (opened = keeper);
  afterEach(() => opened?.dispose());

  it('lets plugins run one by one in the order they were started, whenever each is due', async () => {
    const { keeper } = open();
    using(keeper);
    const log: string[] = [];
    new Sleeper('A', 20, keeper, log);
    new Sleeper('B', 10, keeper, log);
    await keeper.step(40);
    assert.deepEqual(log, ['A 0', 'B 0', 'B 10', 'A 20', 'B 20', 'B 30', 'A 40', 'B 40']);
  });

  it('moves no further than it is stepped, nor when nobody waits', async () => {
    const { keeper, clock } = open();
    using(keeper);
    const log: string[] = [];
    new Sleeper('A', 20, keeper, log);
    await keeper.step(19);
    assert.deepEqual([clock.now() - began, log], [19, ['A 0']]);
    await keeper.stepToNext();
    assert.deepEqual([clock.now() - began, log], [20, ['A 0', 'A 20']]);
    await keeper.hold();
    assert.equal(clock.now() - began, 20);
  });

  it('passes the daemon’s own waits as well, before the plugins of the same time', async () => {
    const { keeper, clock } = open();
    using(keeper);
    const log: string[] = [];
    new Sleeper('A', 20, keeper, log);
    void clock.wait(20).then(() => log.push('daemon 20'));
    await keeper.step(30);
    assert.deepEqual(log, ['A 0', 'daemon 20', 'A 20']);
  });

  it('lets no time pass while a plugin’s process is starting', async () => {
    const { keeper, clock } = open();
    using(keeper);
    const plugin = new TimedPlugin('Slow');
    keeper.expect(plugin);
    const stepped = keeper.step(10);
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(clock.now(), began);
    keeper.leave(plugin);
    await stepped;
    assert.equal(clock.now() - began, 10);
  });

  it('does what a plugin asked for only once it has parked', async () => {
    const { keeper } = open();
    using(keeper);
    const log: string[] = [];
    const plugin = new TimedPlugin('Asks');
    const taker = {
      sendClock({ turn }: ClockState): void {
        keeper.receive(plugin, () => void log.push('done'));
        log.push('asked');
        setImmediate(() => {
          log.push('parked');
          keeper.park(plugin, { until: null, lastSeqSeen: turn?.seq ?? 0 });
        });
      },
    };
    keeper.join(plugin, taker, Promise.resolve());
    keeper.deliver(plugin, { kind: 'load', send: (state) => taker.sendClock(state) });
    await keeper.step(0);
    assert.deepEqual(log, ['asked', 'parked', 'done']);
  });

  it('hears no report about an older turn', () => {
    const plugin = new TimedPlugin('Late');
    const first = plugin.beginTurn();
    const second = plugin.beginTurn();
    assert.equal(plugin.park({ until: 5, lastSeqSeen: first }), false);
    assert.equal(plugin.park({ until: 7, lastSeqSeen: second }), true);
    assert.equal(plugin.park({ until: 9, lastSeqSeen: second }), false, 'the turn is over already');
    assert.equal(plugin.until, 9);
  });

  it('names a plugin that keeps the time, and lets it go when it leaves', async () => {
    const { keeper, clock } = open('held', 5);
    using(keeper);
    const plugin = new TimedPlugin('Spins');
    const named = new Promise<Problem>((resolve) => keeper.onProblem(resolve));
    keeper.join(plugin, { sendClock: () => undefined }, Promise.resolve());
    keeper.deliver(plugin, { kind: 'message', send: () => undefined });
    const stepped = keeper.step(10);
    const problem = await named;
    assert.equal(problem.code, 'time-stands-still');
    assert.match(problem.message, /^Spins has not waited/);
    keeper.leave(plugin);
    await stepped;
    assert.equal(clock.now() - began, 10);
  });

  it('sends what still waits for a turn when the plugin leaves', () => {
    const { keeper } = open();
    using(keeper);
    const sent: string[] = [];
    const plugin = new TimedPlugin('Stops');
    keeper.join(plugin, { sendClock: () => undefined }, Promise.resolve());
    plugin.wishes.push(() => void sent.push('wish'));
    plugin.letters.push({ kind: 'message', send: () => void sent.push('letter') });
    keeper.leave(plugin);
    keeper.deliver(plugin, { kind: 'message', send: () => void sent.push('later') });
    assert.deepEqual(sent, ['wish', 'letter', 'later']);
  });
});
