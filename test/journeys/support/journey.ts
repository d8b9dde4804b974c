import { stripVTControlCharacters } from 'node:util';
import { makeWorkspace } from '../../support/vscode/workspace.ts';
import type { ServerOptions } from '../../../scripts/vscode/server.mjs';
import { openWindow, type VscodeWindow } from './vscodeWindow.ts';

/** How the window of a journey is made. */
export interface JourneyOptions extends ServerOptions {
  /** Puts the files into the folder that the window opens. */
  readonly fill: (folder: string) => Promise<void>;
}

/**
 * A test that is one walk through one window. When it fails, a picture of the window is left in
 * `out/screenshots/` and named in the message.
 */
export function journey(
  title: string,
  { fill, ...options }: JourneyOptions,
  walk: (window: VscodeWindow, folder: string) => Promise<void>,
): void {
  it(title, async () => {
    const workspace = await makeWorkspace(fill);
    try {
      const window = await openWindow(workspace.folder, options);
      try {
        await walk(window, workspace.folder);
      } catch (error) {
        throw await withPicture(error, window, title);
      } finally {
        await window.close();
      }
    } finally {
      await workspace.remove();
    }
  });
}

async function withPicture(error: unknown, window: VscodeWindow, title: string): Promise<Error> {
  const name = `failed-${title.replace(/\W+/g, '-')}`;
  const picture = await window.screenshot(name).catch(() => 'no picture could be taken');
  const cause = error instanceof Error ? error : new Error(String(error));
  const message = `${stripVTControlCharacters(cause.message)}\nThe window: ${picture}`;
  const frames = cause.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
  return Object.assign(new Error(message), { stack: [`Error: ${message}`, ...frames].join('\n') });
}
