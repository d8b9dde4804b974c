import assert from 'node:assert/strict';
import { askForPlugin } from '../../../../extension/commands/askForPlugin.ts';
import type { PluginRequest, ProjectSnapshot } from '../../../../runtime/scaffold/index.ts';
import { FakeQuickInput } from './fakeQuickInput.ts';

const project: ProjectSnapshot = {
  files: ['src/plugins/Rota.py'],
  classNames: ['Rota'],
  config: '',
};

describe('The three steps of New Ockle Plugin', () => {
  let input: FakeQuickInput;
  let asking: Promise<PluginRequest | undefined>;

  beforeEach(() => {
    input = new FakeQuickInput();
    asking = askForPlugin(input.parts, project);
  });

  it('ask for language, name and kind', async () => {
    const language = await input.next();
    assert.deepEqual(
      [language.title, language.step, language.buttons],
      ['New Ockle Plugin', '1/3', 0],
    );
    assert.deepEqual(language.labels, ['TypeScript', 'Python']);
    language.choose('Python');
    const name = await input.next();
    assert.deepEqual([name.step, name.buttons, name.message], ['2/3', 1, '']);
    name.type('DoorWatch');
    name.accept();
    const kind = await input.next();
    assert.deepEqual(kind.labels, ['Timer', 'Watch servers', 'Add a command', 'Empty']);
    kind.choose('Add a command');
    assert.deepEqual(await asking, { language: 'python', name: 'DoorWatch', kind: 'addCommand' });
    assert.equal(input.disposed, 3);
  });

  it('say at each keystroke what will be written, or why not', async () => {
    (await input.next()).choose('TypeScript');
    const name = await input.next();
    name.type('DoorWatch');
    assert.equal(
      name.message,
      'src/plugins/DoorWatch.ts and src/config/plugins/DoorWatch.ini will be written.',
    );
    name.type('Door Watch');
    assert.match(name.message, /^refused: A blank/);
    name.type('rota');
    assert.match(name.message, /^refused: src\/plugins\/Rota\.py is there already/);
    name.accept();
    name.type('');
    name.accept();
    assert.match(name.message, /^refused: Type a name/);
    name.escape();
    assert.equal(await asking, undefined);
  });

  it('go back and keep what was answered', async () => {
    (await input.next()).choose('Python');
    const name = await input.next();
    name.type('_Hidden');
    assert.match(name.message, /^refused/);
    name.type('DoorWatch');
    name.accept();
    (await input.next()).back();
    const again = await input.next();
    assert.deepEqual([again.value, again.message !== ''], ['DoorWatch', true]);
    again.back();
    const language = await input.next();
    assert.deepEqual(language.active, ['Python']);
    language.choose('TypeScript');
    (await input.next()).accept();
    (await input.next()).choose('Empty');
    assert.deepEqual(await asking, { language: 'typescript', name: 'DoorWatch', kind: 'empty' });
  });

  it('can be left at any time', async () => {
    (await input.next()).escape();
    assert.equal(await asking, undefined);
  });
});
