import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

/** The figures of one run of tests. */
export interface TestResult {
  readonly passed: number;
  readonly failed: number;
  readonly ms: number;
}

const { EVENT_RUN_END, EVENT_TEST_FAIL, EVENT_TEST_PASS } = Mocha.Runner.constants;

/**
 * Prints like mocha's `spec` and leaves the figures in the file that `OCKLE_TEST_RESULT` names.
 * With the reporter option `endLimit=<ms>` a process that does not end by itself that long after its
 * last test is a failure, and is ended.
 */
class ResultReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options?: Mocha.MochaOptions) {
    super(runner, options);
    const started = performance.now();
    let passed = 0;
    let failed = 0;
    runner.on(EVENT_TEST_PASS, () => passed++);
    runner.on(EVENT_TEST_FAIL, () => failed++);
    runner.once(EVENT_RUN_END, () => {
      const result = { passed, failed, ms: Math.round(performance.now() - started) };
      writeResult(result);
      const { endLimit } = (options?.reporterOptions ?? {}) as { endLimit?: string };
      if (endLimit) endAfter(Number(endLimit), result);
    });
  }
}

function writeResult(result: TestResult): void {
  const file = process.env['OCKLE_TEST_RESULT'];
  if (file) writeFileSync(file, JSON.stringify(result));
}

function endAfter(ms: number, result: TestResult): void {
  const limit = setTimeout(() => {
    const open = process.getActiveResourcesInfo().join(', ');
    process.stdout.write(`\n  ${ms} ms after the last test something is still open: ${open}\n`);
    writeResult({ ...result, failed: result.failed + 1 });
    process.exit(1);
  }, ms);
  limit.unref();
}

// mocha loads a reporter by `require` and takes what it gets for the class.
export { ResultReporter, ResultReporter as 'module.exports' };
