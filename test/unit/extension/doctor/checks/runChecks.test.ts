import assert from 'node:assert/strict';
import { runChecks, type CheckRun } from '../../../../../extension/doctor/checks/runChecks.ts';
import {
  ok,
  type Check,
  type CheckResult,
} from '../../../../../extension/doctor/checks/finding.ts';

const group = 'All';

function run(over: Partial<CheckRun> = {}): CheckRun {
  const { signal } = new AbortController();
  return { deadline: 60_000, isTrusted: true, signal, onDone: () => undefined, ...over };
}

/** Never answers, as something that hangs. */
const hanging: Check = { group, title: 'hanging', run: () => new Promise(() => undefined) };
const fine: Check = { group, title: 'fine', run: () => Promise.resolve(ok('It is there.')) };

describe('Running the doctor’s checks', () => {
  it('has a result for each, in their order, whatever happens to one', async () => {
    const broken: Check = {
      group,
      title: 'broken',
      run: () => Promise.reject(new Error('the disk is gone')),
    };
    const done: string[] = [];
    const onDone = ({ title }: CheckResult): void => void done.push(title);
    const results = await runChecks([hanging, broken, fine], run({ deadline: 20, onDone }));
    assert.deepEqual(results, [
      { group, title: 'hanging', state: 'failed', says: 'No answer within 0.02 s.' },
      { group, title: 'broken', state: 'failed', says: 'The disk is gone.' },
      { group, title: 'fine', state: 'ok', says: 'It is there.' },
    ]);
    assert.deepEqual(done.toSorted(), ['broken', 'fine', 'hanging']);
  });

  it('ends a check that is late, so that its program ends too', async () => {
    const { promise: ended, resolve } = Promise.withResolvers<undefined>();
    const listening: Check = {
      ...hanging,
      run(signal) {
        signal.addEventListener('abort', () => resolve(undefined));
        return new Promise(() => undefined);
      },
    };
    await runChecks([listening], run({ deadline: 20 }));
    await ended;
  });

  it('starts no program before the workspace is trusted, and says so', async () => {
    const starting: Check = {
      ...fine,
      startsProgram: true,
      run: () => assert.fail('A program was started.'),
    };
    const [left, looked] = await runChecks([starting, fine], run({ isTrusted: false }));
    assert.equal(left?.state, 'skipped');
    assert.match(left.says, /no program is started before the workspace is trusted/);
    assert.equal(looked?.state, 'ok');
  });

  it('leaves out what is cancelled, and keeps what was done', async () => {
    const cancelling = new AbortController();
    const onDone = ({ title }: CheckResult): void => {
      if (title === 'fine') cancelling.abort();
    };
    const results = await runChecks([fine, hanging], run({ signal: cancelling.signal, onDone }));
    assert.deepEqual(
      results.map(({ state }) => state),
      ['ok', 'skipped'],
    );
  });
});
