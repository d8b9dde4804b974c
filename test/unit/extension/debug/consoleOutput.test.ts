import assert from 'node:assert/strict';
import {
  failureOutput,
  lineOutput,
  problemOutput,
} from '../../../../extension/debug/consoleOutput.ts';

const t = new Date(2024, 0, 9, 8, 7, 6).getTime();

describe('Output of the debug console', () => {
  it('writes debug lines as Ockle records that link to their source', () => {
    const source = { file: '/p/src/plugins/DoorWatch.ts', line: 12 };
    const line = {
      t,
      plugin: 'DoorWatch',
      text: 'DoorWatch: open',
      stream: 'debug',
      source,
    } as const;
    assert.deepEqual(lineOutput(line), {
      category: 'stdout',
      output: '2024/01/09 08:07:06 DoorWatch: open\n',
      source: { name: 'DoorWatch.ts', path: '/p/src/plugins/DoorWatch.ts' },
      line: 12,
      column: 1,
    });
  });

  it('writes what a plugin printed as it is', () => {
    assert.deepEqual(lineOutput({ t, plugin: 'Rota', text: 'hello', stream: 'stderr' }), {
      category: 'stderr',
      output: 'hello\n',
    });
  });

  it('names the cause of a failure first and folds the stack', () => {
    const outputs = failureOutput({
      code: 'plugin-run-failed',
      message: 'DoorWatch failed: TypeError: no door',
      source: { file: '/p/DoorWatch.ts', line: 3, column: 5 },
      stack: 'at run (DoorWatch.ts:3:5)',
    });
    assert.deepEqual(
      outputs.map(({ output, group, line }) => [output, group, line]),
      [
        ['DoorWatch failed: TypeError: no door\n', 'startCollapsed', 3],
        ['at run (DoorWatch.ts:3:5)\n', undefined, undefined],
        ['', 'end', undefined],
      ],
    );
  });

  it('says how bad a problem is', () => {
    const problem = {
      code: 'python-no-debugpy',
      severity: 'warning',
      message: 'Install it.',
    } as const;
    assert.deepEqual(problemOutput(problem), {
      category: 'console',
      output: 'warning: Install it.\n',
    });
  });
});
