import assert from 'node:assert/strict';
import { logRecord } from '../../../../runtime/protocol/logRecord.ts';
import { problemText } from '../../../../runtime/daemon/problemText.ts';

describe('logRecord', () => {
  it('has local time, a blank and the text as it is', () => {
    const t = new Date(2026, 10, 2, 6, 5, 1).getTime();
    assert.equal(logRecord(t, 'Timer: hello\nthere'), '2026/11/02 06:05:01 Timer: hello\nthere');
  });
});

describe('problemText', () => {
  const problem = { code: 'x', severity: 'error', message: 'It broke. Mend it.' } as const;

  it('begins with the place, as terminals make it a link', () => {
    const source = { file: '/p/a.ts', line: 3, column: 7 };
    assert.equal(problemText({ ...problem, source }), '/p/a.ts:3:7: error: It broke. Mend it.');
  });

  it('goes without one', () => {
    assert.equal(problemText(problem), 'error: It broke. Mend it.');
  });
});
