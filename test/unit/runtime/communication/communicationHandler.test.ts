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

  it('takes commands of any name', async () => {
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
