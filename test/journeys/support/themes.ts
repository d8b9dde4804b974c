import type { VscodeWindow } from './vscodeWindow.ts';

/** Settings of a window that begins in dark colours. */
export const themes = {
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.preferredDarkColorTheme': 'Default Dark Modern',
  'workbench.preferredLightColorTheme': 'Default Light Modern',
};

/** Leaves a picture in dark colours, and another one in light ones under the name with `-light`. */
export async function pictureInBothThemes(window: VscodeWindow, name: string): Promise<void> {
  await window.screenshot(name);
  await toggle(window, 'vs');
  await window.screenshot(`${name}-light`);
  await toggle(window, 'vs-dark');
}

async function toggle(window: VscodeWindow, to: 'vs' | 'vs-dark'): Promise<void> {
  await window.runCommand('Preferences: Toggle between Light/Dark Themes');
  await window.page.locator(`.monaco-workbench.${to}`).waitFor();
}
