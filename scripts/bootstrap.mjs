import { findChromium, installChromium } from './bootstrap/chromium.mjs';
import { findPythonWithDebugpy, installDebugpy } from './bootstrap/debugpy.mjs';
import { continueUnderNode24, isNode24, preferProjectPrograms } from './bootstrap/node24.mjs';
import { installPackages, packagesAreInstalled } from './bootstrap/packages.mjs';
import { StepFailure } from './bootstrap/runTool.mjs';
import { findVscode, installVscode, vscodeVersion } from './vscode/setup.mjs';

/**
 * @typedef {'packages' | 'node24' | 'vscode' | 'chromium' | 'debugpy'} StepName
 *
 * @typedef {object} Step
 * @property {string} title
 * @property {() => unknown} find answers something truthy when there is nothing to do
 * @property {(note: (text: string) => void) => Promise<void>} install
 * @property {string} mend what a person can do when `install` failed
 */

/** @type {Readonly<Record<StepName, Step>>} */
const steps = {
  packages: {
    title: 'npm packages',
    find: packagesAreInstalled,
    install: installPackages,
    mend:
      'See that this machine reaches its npm registry ("npm ping") and has 1 GB of free disk, ' +
      'delete node_modules and try again.',
  },
  node24: {
    title: 'Node.js 24',
    find: isNode24,
    install: continueUnderNode24,
    mend: 'Install Node.js 24 or newer and try again.',
  },
  vscode: {
    title: `VS Code ${vscodeVersion}`,
    find: findVscode,
    install: installVscode,
    mend:
      'See that this machine reaches its npm registry ("npm ping"), has "tar", and 500 MB of free ' +
      'disk in the cache folder (XDG_CACHE_HOME, else ~/.cache), and try again.',
  },
  chromium: {
    title: 'Chromium',
    find: findChromium,
    install: installChromium,
    mend:
      'Install Chromium or Chrome (Debian: "sudo apt-get install chromium"), ' +
      'or name its program in the environment variable CHROMIUM.',
  },
  debugpy: {
    title: "Python's debugger",
    find: findPythonWithDebugpy,
    install: installDebugpy,
    mend:
      'Install debugpy for python3 (Debian: "sudo apt-get install python3-debugpy"; ' +
      'elsewhere: "python3 -m pip install debugpy").',
  },
};

/**
 * Sees to it that everything named is there, in order, and installs only what is missing.
 * On an old Node.js the step `node24` ends this process when the script's second run has ended.
 *
 * @param {readonly StepName[]} names
 * @param {{ optional?: readonly StepName[] }} [options] a failed optional step is only told about
 */
export async function bootstrap(names, { optional = [] } = {}) {
  const started = startOfSetUp();
  /** @param {string} text */
  const note = (text) => {
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    console.log(`[${seconds.padStart(6)} s] ${text}`);
  };
  for (const name of names) {
    const isDone = await takeStep(name, note);
    if (!isDone && !optional.includes(name)) process.exit(1);
  }
  preferProjectPrograms();
  note('set-up is complete');
}

/** When the first of the script's runs began, as milliseconds since 1970. */
function startOfSetUp() {
  const told = (process.env['OCKLE_SETUP_STARTED'] ??= String(Date.now()));
  return Number(told);
}

/**
 * @param {StepName} name
 * @param {(text: string) => void} note
 */
async function takeStep(name, note) {
  const { title, find, install, mend } = steps[name];
  if (await find()) return true;
  try {
    if (name !== 'node24') note(`${title}: installing`);
    await install((text) => note(`${title}: ${text}`));
    if (!(await find())) throw new StepFailure('it is still not found after its installation');
    return true;
  } catch (error) {
    note(`set-up step "${name}" (${title}) failed: ${messageOf(error)}`);
    for (const line of error instanceof StepFailure ? error.toolLines : [])
      console.log(`    ${line}`);
    console.log(`  How to mend it: ${mend}`);
    return false;
  }
}

/** @param {unknown} error */
function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}
