import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { askForPlugin } from '../../../../extension/commands/askForPlugin.ts';
import type { QuickInputParts } from '../../../../extension/commands/quickInput.ts';
import type { PluginRequest, ProjectSnapshot } from '../../../../runtime/scaffold/index.ts';

const project: ProjectSnapshot = {
  files: ['src/plugins/Rota.py'],
  classNames: ['Rota'],
  config: '',
};

/** What the user sees of one step, and can do there. */
interface Shown {
  readonly title: string | undefined;
  readonly step: string;
  readonly buttons: number;
  readonly labels: readonly string[];
  readonly active: readonly string[];
  readonly message: string;
  readonly value: string;
  choose(label: string): void;
  type(text: string): void;
  accept(): void;
  back(): void;
  escape(): void;
}

/** Quick input without a window: each step that is shown waits in a queue. */
class FakeQuickInput {
  readonly #shown: Shown[] = [];
  #wanted: ((shown: Shown) => void) | undefined;
  disposed = 0;

  readonly parts: QuickInputParts = {
    createQuickPick: (() => this.#input()) as unknown as QuickInputParts['createQuickPick'],
    createInputBox: () => this.#input() as unknown as vscode.InputBox,
    back: {} as vscode.QuickInputButton,
    toValidation: ({ isRefused, message }) => (isRefused ? `refused: ${message}` : message),
  };

  /** The step that is shown next. */
  next(): Promise<Shown> {
    const shown = this.#shown.shift();
    return shown ? Promise.resolve(shown) : new Promise((resolve) => (this.#wanted = resolve));
  }

  #input() {
    const listeners = new Map<string, (value?: unknown) => void>();
    const on = (name: string) => (listener: (value?: unknown) => void) => {
      listeners.set(name, listener);
      return { dispose: () => listeners.delete(name) };
    };
    const input = {
      items: [] as readonly vscode.QuickPickItem[],
      activeItems: [] as readonly vscode.QuickPickItem[],
      selectedItems: [] as readonly vscode.QuickPickItem[],
      buttons: [] as readonly unknown[],
      title: undefined as string | undefined,
      step: 0,
      totalSteps: 0,
      value: '',
      validationMessage: '',
      onDidChangeValue: on('value'),
      onDidTriggerButton: on('button'),
      onDidHide: on('hide'),
      onDidAccept: on('accept'),
      show: () => this.#show(shown),
      dispose: () => this.disposed++,
    };
    const shown: Shown = {
      get title() {
        return input.title;
      },
      get step() {
        return `${input.step}/${input.totalSteps}`;
      },
      get buttons() {
        return input.buttons.length;
      },
      get labels() {
        return input.items.map(({ label }) => label);
      },
      get active() {
        return input.activeItems.map(({ label }) => label);
      },
      get message() {
        return input.validationMessage;
      },
      get value() {
        return input.value;
      },
      choose: (label) => {
        input.selectedItems = input.items.filter((item) => item.label === label);
        listeners.get('accept')?.();
      },
      type: (text) => {
        input.value = text;
        listeners.get('value')?.(text);
      },
      accept: () => listeners.get('accept')?.(),
      back: () => listeners.get('button')?.(this.parts.back),
      escape: () => listeners.get('hide')?.(),
    };
    return input;
  }

  #show(shown: Shown): void {
    if (this.#wanted) this.#wanted(shown);
    else this.#shown.push(shown);
    this.#wanted = undefined;
  }
}

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
