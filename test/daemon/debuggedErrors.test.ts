import assert from 'node:assert/strict';
import { removeTempProjects } from '../support/runtime/tempProject.ts';
import { stopDaemons } from './support/daemonClient.ts';
import type { PluginParts } from './support/reloads.ts';
import { dialects } from './support/reloads.ts';
import { Visits } from './support/visits.ts';

/** What throws in each language, and as what the daemon then reports it. */
interface Thrower {
  readonly where: string;
  readonly parts: PluginParts;
  /** The line that throws. */
  readonly text: string;
  readonly code: string;
}

const raise = 'raise ValueError("no doors")';
const thrown = "throw new Error('no doors');";

const throwers: Readonly<Record<'typescript' | 'python', readonly Thrower[]>> = {
  typescript: [
    {
      where: 'its constructor',
      parts: { constructed: thrown },
      text: thrown,
      code: 'plugin-constructor-failed',
    },
    { where: 'run', parts: { run: thrown }, text: thrown, code: 'plugin-run-failed' },
  ],
  python: [
    { where: 'its import', parts: { top: raise }, text: raise, code: 'plugin-import-failed' },
    {
      where: 'its constructor',
      parts: { constructed: raise },
      text: raise,
      code: 'plugin-constructor-failed',
    },
    { where: 'run', parts: { run: raise }, text: raise, code: 'plugin-run-failed' },
  ],
};

for (const dialect of dialects) {
  const { language } = dialect;
  const visits = new Visits(dialect);

  describe(`A debugged plugin in ${language} that throws what nobody catches`, () => {
    afterEach(async () => {
      visits.leave();
      await stopDaemons();
    });
    after(removeTempProjects);

    for (const { where, parts, text, code } of throwers[language]) {
      it(`stands at the line in ${where}, and fails when it goes on`, async () => {
        const run = await visits.open({}, parts);
        const started = run.client.run(['Teller'], true);
        const visitor = await visits.attach(run, 1, []);
        assert.equal(await visitor.stopped(), visits.lineOf(text, parts));
        await visitor.resume();
        const failure = await run.client.until('the failure', () =>
          run.client.told
            .flatMap(({ kind, note }) => (kind === 'plugin' ? [note.phase] : []))
            .find((phase) => phase.kind === 'failed'),
        );
        await started;
        assert.equal(failure.failure.code, code);
        assert.match(failure.failure.message, /no doors/);
      });
    }
  });
}
