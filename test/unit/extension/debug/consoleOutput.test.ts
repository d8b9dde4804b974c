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

  for (const [language, frame, place] of [
    ['TypeScript', '    at DoorWatch.run (/p/DoorWatch.ts:3:5)', '/p/DoorWatch.ts:3:5'],
    ['TypeScript', '    at file:///p/DoorWatch.ts:7:1', '/p/DoorWatch.ts:7:1'],
    ['Python', '  File "/p/Rota.py", line 9, in run', '/p/Rota.py:9:1'],
  ] as const) {
    it(`leads from a line of a ${language} stack to its file`, () => {
      const message = 'Failed.';
      const outputs = failureOutput({ code: 'plugin-run-failed', message, stack: frame });
      const shown = outputs.find(({ output }) => output === `${frame}\n`);
      assert.equal(`${shown?.source?.path}:${shown?.line}:${shown?.column}`, place);
    });
  }

  it('leaves lines of a stack alone that name no place', () => {
    const stack = 'Error: no door\n    at process.processTicks (node:internal/queue:1:2)';
    const outputs = failureOutput({ code: 'plugin-run-failed', message: 'Failed.', stack });
    assert.deepEqual(
      outputs.filter(({ source }) => source),
      [],
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
