import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installDebianPackages } from './debian.mjs';
import { StepFailure } from './runTool.mjs';

const programs = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const otherPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The browser that shows VS Code in tests: the one `CHROMIUM` names, else one of this machine. */
export function findChromium() {
  const named = process.env['CHROMIUM'];
  if (named) return isProgram(named) ? named : undefined;
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin'];
  const candidates = folders.flatMap((folder) => programs.map((name) => join(folder, name)));
  return [...candidates, ...otherPlaces].find(isProgram);
}

/** @param {(text: string) => void} note */
export async function installChromium(note) {
  const named = process.env['CHROMIUM'];
  if (named) throw new StepFailure(`CHROMIUM names ${named}, which is no program`);
  await installDebianPackages(['chromium'], note);
}

/** @param {string} file */
function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
