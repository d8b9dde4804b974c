import assert from 'node:assert/strict';
import { AnswerChannel, type ReadableNow } from '../../../../../runtime/host/node/answerChannel.ts';
import {
  offerDebugCommand,
  type DebugCommand,
} from '../../../../../runtime/host/node/debugCommand.ts';

/** A channel whose peer has said what is in `incoming`, and will say no more. */
class FakeChannel implements ReadableNow {
  readonly hasRoom = true;
  readonly sent: string[] = [];
  incoming: unknown[] = [];
  #listener: ((text: string) => void) | undefined;

  send(text: string): void {
    this.sent.push(text);
  }

  onMessage(listener: (text: string) => void): void {
    this.#listener = listener;
  }

  readNow(): boolean | undefined {
    if (this.incoming.length === 0) return undefined;
    this.deliver(this.incoming.shift());
    return true;
  }

  deliver(message: unknown): void {
    this.#listener?.(JSON.stringify(message));
  }

  onClose(): void {}
  onRoom(): void {}
  pause(): void {}
  resume(): void {}
  close(): void {}
}

describe('AnswerChannel', () => {
  let below: FakeChannel;
  let channel: AnswerChannel;
  let passed: string[];

  beforeEach(() => {
    below = new FakeChannel();
    channel = new AnswerChannel(below);
    passed = [];
    channel.onMessage((text) => {
      const { id, method } = JSON.parse(text) as { id?: number; method?: string };
      passed.push(method ?? `answer ${String(id)}`);
    });
  });

  const ask = (id: number) => () => channel.send(JSON.stringify({ id, method: 'callCommand' }));

  it('passes messages on as they come while nobody waits', () => {
    below.deliver({ method: 'clock' });
    assert.deepEqual(passed, ['clock']);
  });

  it('waits for one answer; what brings the network up to date passes, the rest comes later in order', async () => {
    below.incoming = [
      { method: 'clock' },
      { method: 'networkDelta' },
      { id: 6, result: {} },
      { id: 7, result: { is: 'on' } },
    ];
    const { answer } = channel.waitFor(ask(7), 60_000);
    assert.deepEqual(answer, { id: 7, result: { is: 'on' } });
    assert.deepEqual(passed, ['networkDelta']);
    below.deliver({ method: 'ping' });
    await Promise.resolve();
    assert.deepEqual(passed, ['networkDelta', 'clock', 'answer 6', 'answer 7', 'ping']);
  });

  it('stops waiting when the plugin itself is asked for something', async () => {
    below.incoming = [
      { id: 1, method: 'call' },
      { id: 7, result: {} },
    ];
    assert.deepEqual(channel.waitFor(ask(7), 60_000), { asked: undefined });
    await Promise.resolve();
    assert.deepEqual(passed, ['call']);
  });

  it('stops waiting when the daemon is gone, the time is over, or nothing was sent', () => {
    assert.deepEqual(channel.waitFor(ask(7), 60_000), { asked: undefined });
    below.readNow = () => false;
    assert.deepEqual(channel.waitFor(ask(8), 5), { asked: undefined });
    assert.deepEqual(
      channel.waitFor(() => 'nothing', 60_000),
      { asked: 'nothing' },
    );
  });

  describe('under the global “ockle”', () => {
    const { ockle: before } = globalThis as { ockle?: unknown };
    const lines: unknown[][] = [];
    const print = {
      log: (...line: unknown[]) => void lines.push(['log', ...line]),
      error: (...line: unknown[]) => void lines.push(['error', ...line]),
    };
    let settle: PromiseWithResolvers<Readonly<Record<string, never>>>;

    beforeEach(() => {
      lines.length = 0;
      settle = Promise.withResolvers();
      offerDebugCommand(
        () => {
          ask(7)();
          return settle.promise;
        },
        channel,
        print,
      );
    });

    after(() => {
      Object.defineProperty(globalThis, 'ockle', { value: before, configurable: true });
    });

    const command: DebugCommand['command'] = (...args) =>
      (globalThis as unknown as { ockle: DebugCommand }).ockle.command(...args);

    it('answers with the reply itself, or throws what went wrong', () => {
      below.incoming = [{ id: 7, result: { door: 'shut' } }];
      assert.deepEqual(command('door'), { door: 'shut' });
      below.incoming = [{ id: 7, error: { code: 'command-unknown', message: 'Unknown Command' } }];
      assert.throws(() => command('nothing'), {
        message: 'Unknown Command',
        code: 'command-unknown',
      });
      assert.deepEqual(lines, []);
      assert.equal(Object.keys(globalThis).includes('ockle'), false);
    });

    it('says that a reply comes later, and prints it then', async () => {
      const reply = command('door');
      assert(reply instanceof Promise);
      assert.match(String(lines[0]?.[1]), /door is sent\. Its reply is shown when it comes/);
      settle.resolve({});
      await reply;
      await Promise.resolve();
      assert.deepEqual(lines[1], ['log', 'door replied', {}]);
    });
  });
});
