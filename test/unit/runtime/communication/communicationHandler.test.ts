import assert from 'node:assert/strict';
import type { CommandOwner } from '../../../../runtime/communication/communicationHandler.ts';
import { CommunicationHandler } from '../../../../runtime/communication/communicationHandler.ts';
import type { JsonObject } from '../../../../runtime/protocol/index.ts';

const timer: CommandOwner = { name: 'Timer', generation: 1 };
const logger: CommandOwner = { name: 'Logger', generation: 1 };

function greeting(name: string, owner: CommandOwner, text = 'hello') {
  return { name, owner, help: `Says ${text}.`, handler: () => Promise.resolve({ text }) };
}

describe('CommunicationHandler', () => {
  it('lists its commands with what they do', async () => {
    const handler = new CommunicationHandler();
    handler.register(greeting('greet', timer));
    assert.deepEqual(await handler.handle('listCommands', null, 1), {
      greet: 'Says hello.',
      listCommands: 'Answers every command with what it does.',
    });
  });

  it('hands data and cause to the handler', async () => {
    const handler = new CommunicationHandler();
    const echo = { ...greeting('echo', timer), handler: echoHandler };
    handler.register(echo);
    assert.deepEqual(await handler.handle('echo', { a: '1' }, 7), { data: { a: '1' }, cause: 7 });
  });

  it('refuses a name that another one has, and says whose it is', () => {
    const handler = new CommunicationHandler();
    handler.register(greeting('greet', timer));
    assert.throws(() => handler.register(greeting('greet', logger)), {
      code: 'command-taken',
      message: 'The command "greet" belongs to Timer already. Choose another name.',
    });
    assert.throws(() => handler.register(greeting('listCommands', logger)), /the daemon already/);
  });

  it('lets its owner offer a command again', async () => {
    const handler = new CommunicationHandler();
    handler.register(greeting('greet', timer));
    handler.register(greeting('greet', timer, 'good night'));
    assert.deepEqual(await handler.handle('greet', null, 1), { text: 'good night' });
  });

  it('takes away the commands of one owner only', async () => {
    const handler = new CommunicationHandler();
    handler.register(greeting('greet', timer));
    handler.register(greeting('log', logger));
    handler.release(timer);
    assert.deepEqual(Object.keys(await handler.handle('listCommands', null, 1)), [
      'listCommands',
      'log',
    ]);
    handler.register(greeting('greet', logger));
  });

  for (const name of ['nobody', 'constructor', '__proto__', 'toString']) {
    it(`does not know the command ${name}`, async () => {
      const handler = new CommunicationHandler();
      await assert.rejects(handler.handle(name, null, 1), {
        code: 'command-unknown',
        message: `Unknown Command "${name}". The command listCommands answers those there are.`,
      });
    });
  }

  for (const name of ['', ' ', 'two words', '1st', 'a<b', 'ns:name', 'x'.repeat(2_000)]) {
    it(`refuses the name “${name.slice(0, 10)}”, which no reply could list`, () => {
      const handler = new CommunicationHandler();
      assert.throws(() => handler.register(greeting(name, timer)), {
        code: 'command-name-invalid',
        message: /cannot be the name of a command: .* use letters/,
      });
    });
  }

  it('has the same commands after many owners came and went', async () => {
    const handler = new CommunicationHandler();
    handler.register(greeting('log', logger));
    const before = await handler.handle('listCommands', null, 1);
    for (let generation = 1; generation <= 100; generation++) {
      const owner = { name: 'Timer', generation };
      handler.register(greeting('greet', owner));
      handler.register(greeting('part', owner));
      handler.release({ ...owner, generation: generation - 1 });
      assert.equal(Object.keys(await handler.handle('listCommands', null, 1)).length, 4);
      handler.release(owner);
    }
    assert.deepEqual(await handler.handle('listCommands', null, 1), before);
  });

  it('takes so many commands of one owner and no more', () => {
    const handler = new CommunicationHandler(1000);
    for (let count = 1; count < 1000; count++) handler.register(greeting(`c${count}`, timer));
    handler.register(greeting('c1000', timer));
    assert.throws(() => handler.register(greeting('more', timer)), { code: 'too-many-commands' });
    handler.register(greeting('c1', timer, 'again'));
    handler.register(greeting('more', { ...timer, name: 'Other' }));
  });

  it('takes names that mean something to JavaScript', async () => {
    const handler = new CommunicationHandler();
    handler.register(greeting('__proto__', timer));
    assert.deepEqual(await handler.handle('__proto__', null, 1), { text: 'hello' });
    const list = await handler.handle('listCommands', null, 1);
    assert.deepEqual(Object.keys(list), ['__proto__', 'listCommands']);
  });
});

function echoHandler(data: JsonObject | null, cause: number) {
  return Promise.resolve({ data, cause });
}
