import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp, mkdir } from 'node:fs/promises';
import { delimiter, dirname, join, relative } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import type { TestResult } from '../support/mochaReporter.ts';
import { copyFixture, makeWorkspace, type Workspace } from '../support/vscode/workspace.ts';

/** One window of VS Code and the tests that run in it. */
interface TestWindow {
  readonly name: string;
  /** A glob pattern below the repository. */
  readonly tests: string;
  readonly makeWorkspace: () => Promise<Workspace>;
  /** Opens the folder in restricted mode; only our own stand-in for `code` can do that. */
  readonly isUntrusted?: true;
}

const windows: readonly TestWindow[] = [
  { name: 'trusted', tests: 'test/editor/*.test.ts', makeWorkspace: copyProject },
  {
    name: 'untrusted',
    tests: 'test/editor/untrusted/*.test.ts',
    makeWorkspace: copyProject,
    isUntrusted: true,
  },
  { name: 'empty', tests: 'test/editor/empty/*.test.ts', makeWorkspace: () => makeWorkspace() },
  {
    name: 'original',
    tests: 'test/editor/original/*.test.ts',
    makeWorkspace: () => copyFixture(join(root, 'test', 'fixtures', 'original')),
  },
];

const root = join(import.meta.dirname, '..', '..');

function copyProject(): Promise<Workspace> {
  return copyFixture(join(root, 'test', 'fixtures', 'editor'));
}
const shim = join(root, 'scripts', 'vscode', 'codeShim.mjs');

/** Set `OCKLE_VSCODE` to a desktop program of VS Code, or to `download`, to run the tests there. */
const desktop = process.env['OCKLE_VSCODE'];

/** Tests run as CommonJS, which every extension host loads; `mocha` and `vscode` are found there. */
async function bundleTests(files: readonly string[], folder: string): Promise<void> {
  await build({
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    outExtension: { '.js': '.cjs' },
    outbase: 'test/editor',
    outdir: folder,
    logLevel: 'warning',
    entryPoints: ['test/editor/index.ts', ...files],
  });
}

async function runWindow(window: TestWindow, files: readonly string[]): Promise<TestResult> {
  const out = join(root, 'out');
  await mkdir(out, { recursive: true });
  const folder = await mkdtemp(join(out, `editor-${window.name}-`));
  const resultFile = join(folder, 'result.json');
  const removeAtOnce = () => {
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', removeAtOnce);
  try {
    await bundleTests(files, folder);
    const workspace = await window.makeWorkspace();
    try {
      await startWindow(window, workspace, folder, resultFile);
    } finally {
      await workspace.remove();
    }
    if (!existsSync(resultFile)) throw new Error('the window ended before its tests');
    return resultOf(resultFile);
  } catch (error) {
    const result = resultOf(resultFile);
    if (result.failed > 0) return result;
    process.stderr.write(`window "${window.name}": ${String(error)}\n`);
    return { ...result, failed: result.failed + 1 };
  } finally {
    removeAtOnce();
    process.removeListener('exit', removeAtOnce);
  }
}

async function startWindow(
  { isUntrusted }: TestWindow,
  { folder: workspaceFolder }: Workspace,
  folder: string,
  resultFile: string,
): Promise<void> {
  const executable = desktop === 'download' ? undefined : (desktop ?? shim);
  const trust = isUntrusted ? ['--ockle-workspace-trust'] : [];
  await runTests({
    ...(executable ? { vscodeExecutablePath: executable } : {}),
    extensionDevelopmentPath: root,
    extensionTestsPath: join(folder, 'index.cjs'),
    launchArgs: [workspaceFolder, ...trust],
    extensionTestsEnv: {
      OCKLE_TEST_RESULT: resultFile,
      // The stand-in for `code` is a script for this Node.js, whichever comes first otherwise.
      PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter),
    },
  });
}

function resultOf(file: string): TestResult {
  if (!existsSync(file)) return { passed: 0, failed: 0, ms: 0 };
  return JSON.parse(readFileSync(file, 'utf8')) as TestResult;
}

async function main(names: readonly string[]): Promise<number> {
  const total = { passed: 0, failed: 0, ms: 0 };
  for (const window of windows) {
    const files = globSync(window.tests, { cwd: root });
    if (files.length === 0 || (names.length > 0 && !names.includes(window.name))) continue;
    if (window.isUntrusted && desktop) {
      process.stdout.write(`Window "${window.name}" cannot be opened in ${desktop}: left out.\n`);
      continue;
    }
    process.stdout.write(`Window "${window.name}"\n`);
    const result = await runWindow(window, files);
    total.passed += result.passed;
    total.failed += result.failed;
    total.ms += result.ms;
  }
  const { OCKLE_TEST_RESULT: file } = process.env;
  if (file) writeFileSync(file, JSON.stringify(total));
  process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
  return total.failed > 0 || total.passed === 0 ? 1 : 0;
}

if (relative(process.argv[1] ?? '', import.meta.filename) === '') {
  for (const signal of ['SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));
  process.exitCode = await main(process.argv.slice(2));
}
