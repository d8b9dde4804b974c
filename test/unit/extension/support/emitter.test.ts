import assert from 'node:assert/strict';
import { Emitter } from '../../../../extension/support/emitter.ts';

describe('An emitter', () => {
  it('calls its listeners until they are disposed of', () => {
    const heard: string[] = [];
    const emitter = new Emitter<string>((error) => {
      throw error;
    });
    const first = emitter.event((value) => heard.push(`first ${value}`));
    emitter.event((value) => heard.push(`second ${value}`));
    emitter.fire('a');
    first.dispose();
    emitter.fire('b');
    emitter.dispose();
    emitter.fire('c');
    assert.deepEqual(heard, ['first a', 'second a', 'second b']);
  });

  it('reports what a listener throws and calls the others', () => {
    const heard: unknown[] = [];
    const emitter = new Emitter<string>((error) => heard.push(error));
    const broken = new Error('broken');
    emitter.event(() => {
      throw broken;
    });
    emitter.event((value) => heard.push(value));
    emitter.fire('a');
    assert.deepEqual(heard, [broken, 'a']);
  });
});
