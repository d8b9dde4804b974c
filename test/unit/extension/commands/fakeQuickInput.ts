import type * as vscode from 'vscode';
import type { QuickInputParts } from '../../../../extension/commands/quickInput.ts';

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
export class FakeQuickInput {
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
