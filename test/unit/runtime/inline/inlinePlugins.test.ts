import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { copyJson } from '../../../../runtime/inline/copyJson.ts';
import { Culprit, inlinePlugins, openInline } from './testPlugin.ts';

describe('An inline plugin', () => {
  it('that throws in run fails alone, is asked to stop, and says what happened', async () => {
    class ThrowsInRun extends Culprit {
      override run(): Promise<void> {
        return Promise.reject(new Error('no rack'));
      }
    }
    const { heard, instance, run } = openInline(inlinePlugins(), ThrowsInRun);
    await run();
    await heard.untilPhase('failed');
    await heard.untilLine('stop');
    assert.equal(
      instance.phase.kind === 'failed' && instance.phase.failure.code,
      'plugin-run-failed',
    );
    assert.match(JSON.stringify(instance.phase), /no rack/);
  });

  it('that throws in its constructor fails alone', async () => {
    class ThrowsInConstructor extends Culprit {
      readonly rack = this.getConfigVar('RACK');
    }
    const { instance, run } = openInline(inlinePlugins(), ThrowsInConstructor);
    await run();
    const { phase } = instance;
    assert.equal(phase.kind === 'failed' && phase.failure.code, 'plugin-constructor-failed');
  });

  it('answers an error of a handler to the caller, and goes on', async () => {
    const { heard, instance, run } = openInline(inlinePlugins(), Culprit);
    await run();
    await heard.until(() => heard.of('registerCommand').length === 4);
    await assert.rejects(instance.call('throw', null, 3), /from a handler/);
    assert.equal(instance.phase.kind, 'running');
    await instance.stop();
    assert.deepEqual(heard.phases, ['loading', 'loaded', 'running', 'stopping', 'stopped']);
  });

  for (const [command, message] of [
    ['later', 'from a timer'],
    ['forgotten', 'from a promise'],
  ] as const) {
    it(`that fails where nobody can catch it (${message}) fails alone; its process lives`, async () => {
      const script = fileURLToPath(import.meta.resolve('./uncaught.ts'));
      const { stdout } = await promisify(execFile)(process.execPath, [script, command]);
      const [code, text, bystander] = JSON.parse(stdout) as readonly string[];
      assert.equal(code, 'plugin-run-failed');
      assert.match(text ?? '', new RegExp(message));
      assert.equal(bystander, 'running');
    });
  }

  it('shares nothing with the daemon that it can change', async () => {
    const { heard, instance, run } = openInline(inlinePlugins(), Culprit);
    await run();
    await heard.until(() => heard.of('registerCommand').length === 4);
    const data = { rack: { sockets: [1, 2] } };
    const reply = await instance.call('keep', data, 3);
    assert.deepEqual(data, { rack: { sockets: [1, 2] } });
    assert.deepEqual(reply, { ...data, changed: true });
    assert.notEqual(reply['rack'], data.rack);
    await instance.stop();
  });

  it('that does not end is cut off, and said to be left behind', async () => {
    class Stubborn extends Culprit {
      override run(): Promise<void> {
        return new Promise(() => undefined);
      }
    }
    const { heard, instance, run } = openInline(inlinePlugins(20), Stubborn);
    await run();
    await instance.stop();
    assert.equal(instance.phase.kind, 'stopped');
    assert.deepEqual(
      heard.of('warning').map(({ warning }) => warning.code),
      ['plugin-left-behind'],
    );
    await assert.rejects(instance.call('later', null, 4), /ended before it answered/);
  });

  it('that calls itself without end lets timers and sockets have their turn', async () => {
    class Endless extends Culprit {
      override async run(): Promise<void> {
        while (this.mainDaemon.running) await this.mainDaemon.communicationHandler.sendCommand('x');
      }
    }
    const { instance, run } = openInline(inlinePlugins(), Endless);
    await run();
    await new Promise((resolve) => setTimeout(resolve, 5));
    await instance.stop();
    assert.equal(instance.phase.kind, 'stopped');
  });
});

describe('copyJson', () => {
  it('answers what JSON would, whatever the value', () => {
    class Odd {
      readonly own = 1;
      readonly left = undefined;
      method(): void {}
    }
    const values: readonly unknown[] = [
      null,
      1,
      'x',
      NaN,
      [undefined, () => 1, -0],
      { a: { b: [1, { c: null }] }, d: undefined, e: Infinity },
      new Date(0),
      new Odd(),
      JSON.parse('{"__proto__": {"polluted": true}, "constructor": 1}'),
    ];
    for (const value of values) {
      const expected: unknown = JSON.parse(JSON.stringify(value));
      assert.deepEqual(copyJson(value), expected);
      assert.equal(JSON.stringify(copyJson(value)), JSON.stringify(expected));
    }
    assert.throws(() => copyJson({ big: 1n }), TypeError);
    for (const value of values) {
      const frozen = Object.freeze(value);
      assert.equal(JSON.stringify(copyJson(frozen)), JSON.stringify(frozen));
    }
    assert.equal(Object.hasOwn(Object.prototype, 'polluted'), false);
  });

  it('answers a frozen object itself when it could not be told from a copy, and only then', () => {
    const fixed = Object.freeze({ a: 'x', b: 1, c: true, d: null });
    assert.equal(copyJson(fixed), fixed);
    assert.equal(copyJson(fixed), fixed);
    assert.equal((copyJson({ in: fixed }) as { readonly in: unknown }).in, fixed);
    const getter = Object.defineProperty({}, 'a', { enumerable: true, get: () => 1 });
    const hidden = Object.defineProperty({ a: 1 }, 'b', { value: 2 });
    class Named {
      readonly a = 1;
    }
    for (const value of [
      { a: 1 },
      Object.freeze({ nested: { a: 1 } }),
      Object.freeze(['a']),
      Object.freeze({ a: -0 }),
      Object.freeze({ a: NaN }),
      Object.freeze({ a: undefined }),
      Object.freeze({ a: () => 1 }),
      Object.freeze({ [Symbol('a')]: 1 }),
      Object.freeze(Object.assign(Object.create(null), { a: 1 }) as object),
      Object.freeze(getter),
      Object.freeze(hidden),
      Object.freeze(new Named()),
    ]) {
      const copy = copyJson(value);
      assert.notEqual(copy, value);
      assert.equal(JSON.stringify(copy), JSON.stringify(value));
    }
  });
});
