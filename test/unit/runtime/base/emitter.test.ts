import assert from 'node:assert/strict';
import { Emitter } from '../../../../runtime/base/emitter.ts';

describe('Emitter', () => {
  it('tells its listeners in order until they are disposed of', () => {
    const emitter = new Emitter<number>();
    const heard: string[] = [];
    const first = emitter.event((value) => heard.push(`first ${value}`));
    emitter.event((value) => heard.push(`second ${value}`));
    emitter.fire(1);
    first.dispose();
    emitter.fire(2);
    assert.deepEqual(heard, ['first 1', 'second 1', 'second 2']);
  });

  it('tells the others also when one throws', () => {
    const emitter = new Emitter<number>();
    const heard: number[] = [];
    emitter.event(() => {
      throw new Error('broken');
    });
    emitter.event((value) => heard.push(value));
    assert.throws(() => emitter.fire(1), /broken/);
    assert.deepEqual(heard, [1]);
  });
});
