import assert from 'node:assert/strict';
import { CommunicationHandler } from '../../../../runtime/communication/communicationHandler.ts';
import { SeenKeys } from '../../../../runtime/communication/seenKeys.ts';

const owner = { name: 'Timer', generation: 1 };
const handler = () => Promise.resolve({});

describe('SeenKeys', () => {
  it('keep the order in which keys came, and say what is new', () => {
    const seen = new SeenKeys();
    assert.equal(seen.of('greet'), undefined);
    assert.equal(seen.note('greet', { b: 1, a: 2 }), true);
    assert.equal(seen.note('greet', { a: 2 }), false);
    assert.equal(seen.note('greet', { a: 2, c: 3 }), true);
    assert.deepEqual(seen.of('greet'), ['b', 'a', 'c']);
  });

  it('are bounded, however many keys and commands there are', () => {
    const seen = new SeenKeys();
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`key${at}`, 1]));
    seen.note('greet', { ['x'.repeat(5000)]: 1 });
    assert.equal(seen.of('greet'), undefined);
    seen.note('greet', many);
    assert.equal(seen.of('greet')?.length, 32);
    for (let at = 0; at < 1000; at++) seen.note(`command${at}`, { a: 1 });
    assert.equal(seen.of('greet'), undefined);
    assert.deepEqual(seen.of('command999'), ['a']);
  });
});

describe('The keys of commands', () => {
  it('are those that the owner names, whatever requests have', async () => {
    const commands = new CommunicationHandler();
    const command = { name: 'greet', help: '', owner, handler, keys: ['name'] };
    commands.register(command);
    await commands.handle('greet', { other: 1 }, 1);
    assert.deepEqual(commands.keysOf(command), ['name']);
  });

  it('are those of requests where nobody names them, also of the next generation', async () => {
    const commands = new CommunicationHandler();
    let changes = 0;
    commands.onDidChange(() => changes++);
    const command = { name: 'greet', help: '', owner, handler };
    commands.register(command);
    assert.equal(commands.keysOf(command), undefined);
    await commands.handle('greet', { name: 'x' }, 1);
    await commands.handle('greet', { name: 'y' }, 2);
    assert.equal(changes, 2);
    commands.release(owner);
    commands.release(owner);
    assert.equal(changes, 3);
    const next = { ...command, owner: { name: 'Timer', generation: 2 } };
    commands.register(next);
    assert.deepEqual(commands.keysOf(next), ['name']);
  });
});
