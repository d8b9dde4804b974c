import '../support/vscode/markedOutput.ts';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';
import { ResultReporter } from '../support/mochaReporter.ts';
import { mapStack } from '../support/vscode/mapStack.ts';

/** Runs the bundled tests beside this file inside the extension host of a real VS Code. */
export async function run(): Promise<void> {
  process.setSourceMapsEnabled(true);
  const grep = process.env['OCKLE_TEST_GREP'];
  const mocha = new Mocha({
    ui: 'bdd',
    color: false,
    timeout: 120_000,
    forbidOnly: true,
    forbidPending: true,
    reporter: ResultReporter,
    ...(grep ? { grep } : {}),
  });
  const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((name) => name.endsWith('.test.cjs')).sort())
    mocha.addFile(join(__dirname, file));
  const failures = await new Promise<number>((resolve) => {
    const runner = mocha.run(resolve);
    runner.on('fail', (_test, error: Error) => {
      if (error.stack) error.stack = mapStack(error.stack);
    });
  });
  if (failures > 0) throw Object.assign(new Error(), { stack: `${failures} failed` });
}
