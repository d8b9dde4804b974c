import type * as vscode from 'vscode';

/** The parts of VS Code that quick input needs; they come as values, so that tests can bring theirs. */
export interface QuickInputParts {
  readonly createQuickPick: typeof vscode.window.createQuickPick;
  readonly createInputBox: typeof vscode.window.createInputBox;
  readonly back: vscode.QuickInputButton;
  readonly toValidation: (remark: TextRemark) => string | vscode.InputBoxValidationMessage;
}

/** What came of asking. */
export type Answer<Value> =
  | { readonly kind: 'chosen'; readonly value: Value }
  | { readonly kind: 'back' }
  | { readonly kind: 'cancelled' };

/** Where a question stands among its neighbours. */
export interface StepPlace {
  readonly title: string;
  /** 1-based. */
  readonly step: number;
  readonly totalSteps: number;
}

/** One entry to choose. */
export interface Choice<Value> {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  readonly value: Value;
}

/** Asks for one of several things; `chosen` is the one to begin on. */
export function askChoice<Value>(
  parts: QuickInputParts,
  place: StepPlace,
  placeholder: string,
  choices: readonly Choice<Value>[],
  chosen?: Value,
): Promise<Answer<Value>> {
  const pick = parts.createQuickPick<Choice<Value> & vscode.QuickPickItem>();
  pick.placeholder = placeholder;
  pick.items = choices;
  pick.activeItems = choices.filter(({ value }) => value === chosen);
  return ask(
    parts,
    pick,
    place,
    () => pick.selectedItems[0] && { value: pick.selectedItems[0].value },
  );
}

/** What is said under a text while it is typed; a refused text cannot be accepted. */
export interface TextRemark {
  readonly isRefused: boolean;
  readonly message: string;
}

/** Asks for a text, with a remark on it at each keystroke. */
export function askText(
  parts: QuickInputParts,
  place: StepPlace,
  prompt: { readonly prompt: string; readonly placeholder: string; readonly value: string },
  remarkOn: (text: string) => TextRemark,
): Promise<Answer<string>> {
  const box = parts.createInputBox();
  box.prompt = prompt.prompt;
  box.placeholder = prompt.placeholder;
  box.value = prompt.value;
  const say = (): TextRemark => {
    const remark = remarkOn(box.value);
    box.validationMessage = parts.toValidation(remark);
    return remark;
  };
  box.onDidChangeValue(say);
  if (box.value !== '') say();
  return ask(parts, box, place, () => (say().isRefused ? undefined : { value: box.value }));
}

/** Shows the input until it is accepted with a value, left by its back button, or hidden. */
function ask<Value>(
  { back }: QuickInputParts,
  input: vscode.QuickPick<vscode.QuickPickItem> | vscode.InputBox,
  { title, step, totalSteps }: StepPlace,
  accepted: () => { readonly value: Value } | undefined,
): Promise<Answer<Value>> {
  input.title = title;
  if (totalSteps > 1) {
    input.step = step;
    input.totalSteps = totalSteps;
  }
  input.ignoreFocusOut = true;
  input.buttons = step > 1 ? [back] : [];
  return new Promise<Answer<Value>>((resolve) => {
    input.onDidTriggerButton(() => resolve({ kind: 'back' }));
    input.onDidHide(() => resolve({ kind: 'cancelled' }));
    input.onDidAccept(() => {
      const answer = accepted();
      if (answer) resolve({ kind: 'chosen', value: answer.value });
    });
    input.show();
  }).finally(() => input.dispose());
}
