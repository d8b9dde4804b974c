import assert from 'node:assert/strict';
import { askForValues } from '../../../../../extension/views/commands/askForValues.ts';
import type { JsonObject } from '../../../../../runtime/protocol/index.ts';
import { FakeQuickInput } from '../../commands/fakeQuickInput.ts';

describe('The form of a command', () => {
  const command = { name: 'setServer', help: '', keys: ['server', 'state'] };
  const servers = ['web1', 'mail'];
  let input: FakeQuickInput;

  beforeEach(() => {
    input = new FakeQuickInput();
  });

  const ask = (last: JsonObject = {}): Promise<JsonObject | undefined> =>
    askForValues(input.parts, command, { last, servers });

  it('asks for the known keys one by one, then for more', async () => {
    const asking = ask();
    const server = await input.next();
    assert.deepEqual([server.title, server.step, server.buttons], ['setServer', '1/3', 0]);
    server.type('web1');
    assert.equal(server.message, 'server = "web1"');
    server.accept();
    const state = await input.next();
    assert.deepEqual([state.step, state.buttons], ['2/3', 1]);
    state.type('');
    assert.equal(state.message, 'state is not sent.');
    state.accept();
    const more = await input.next();
    more.type('force');
    assert.match(more.message, /refused: "force" has no key/);
    more.accept();
    more.type('force=true names=["a", "b"]');
    assert.equal(more.message, 'setServer {"server":"web1","force":true,"names":["a","b"]}');
    more.accept();
    assert.deepEqual(await asking, { server: 'web1', force: true, names: ['a', 'b'] });
  });

  it('begins with what was sent the last time, and goes back', async () => {
    const asking = ask({ server: 'two words', state: '5', force: true });
    const server = await input.next();
    assert.equal(server.value, 'two words');
    server.accept();
    const state = await input.next();
    assert.equal(state.value, '"5"');
    state.back();
    const again = await input.next();
    again.type('mail');
    again.accept();
    (await input.next()).accept();
    const more = await input.next();
    assert.equal(more.value, 'force=true');
    more.accept();
    assert.deepEqual(await asking, { server: 'mail', state: '5', force: true });
  });

  it('sends nothing when the user leaves, and takes no broken JSON', async () => {
    const asking = ask();
    const server = await input.next();
    server.type('["web1"');
    assert.match(server.message, /refused: .*no JSON/);
    server.escape();
    assert.equal(await asking, undefined);
  });
});
