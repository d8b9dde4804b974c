import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** Milliseconds to wait for a tab on a slow machine. */
const patience = 60_000;

/** Waits until there is a tab whose label holds a text. */
export async function untilTab(label: string): Promise<vscode.Tab> {
  const { tabGroups } = vscode.window;
  const tabs = (): readonly vscode.Tab[] => tabGroups.all.flatMap((group) => group.tabs);
  const find = (): vscode.Tab | undefined => tabs().find((tab) => tab.label.includes(label));
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const listening = tabGroups.onDidChangeTabs(() => {
    if (find()) resolve(undefined);
  });
  const timer = setTimeout(() => resolve(undefined), patience);
  try {
    if (!find()) await promise;
    const found = find();
    assert.ok(
      found,
      `No tab "${label}", only: ${tabs()
        .map((tab) => tab.label)
        .join(' | ')}`,
    );
    return found;
  } finally {
    clearTimeout(timer);
    listening.dispose();
  }
}
