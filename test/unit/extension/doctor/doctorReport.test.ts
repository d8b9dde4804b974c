import assert from 'node:assert/strict';
import type { CheckResult } from '../../../../extension/doctor/checks/finding.ts';
import { reportText, summaryOf } from '../../../../extension/doctor/doctorReport.ts';
import { commandsOf, reportPage } from '../../../../extension/doctor/reportPage.ts';

const fine: CheckResult = { group: 'Machine', title: 'Node.js', state: 'ok', says: 'It starts.' };
const failed: CheckResult = {
  group: 'Project <b>',
  title: 'Plugins',
  state: 'failed',
  says: '`pluginList` enables `"Gone" & <i>`.',
  mend: 'Take it out.',
  links: [{ title: 'Open config.ini', command: 'vscode.open', args: ['a "b" <c>'] }],
};
const skipped: CheckResult = { ...fine, title: 'Python', state: 'skipped', says: 'Not looked at.' };

describe('The doctor’s report', () => {
  it('says in one sentence how it stands', () => {
    const of = (...results: CheckResult[]): string => summaryOf({ results });
    assert.equal(of(fine), 'Everything is as it should be.');
    assert.equal(of(fine, skipped), 'What was looked at is as it should be. 1 check was left out.');
    assert.equal(
      of(fine, failed, { ...fine, state: 'warning' }),
      '1 thing to mend, 1 warning; 1 of 3 checks are fine.',
    );
  });

  it('has every finding as text, what is to mend first, with the state in words', () => {
    assert.equal(
      reportText({ results: [fine, failed, skipped] }),
      [
        '# Ockle: Doctor',
        '',
        '1 thing to mend; 1 of 3 checks are fine. 1 check was left out.',
        '',
        '## To mend',
        '',
        '- ✗ **Plugins · Project <b>**, Failed: `pluginList` enables `"Gone" & <i>`.',
        '  To mend: Take it out.',
        '  Commands: Open config.ini',
        '',
        '## Machine',
        '',
        '- ✓ **Node.js**, OK: It starts.',
        '- – **Python**, Not looked at: Not looked at.',
        '',
      ].join('\n'),
    );
  });

  it('has them as a page that runs no script and takes nothing from files for its own', () => {
    const page = reportPage({ results: [fine, failed] }, 'n0nce');
    assert.match(page, /default-src 'none'; style-src 'nonce-n0nce'/);
    assert.doesNotMatch(page, /<script|<b>|<i>|<c>/);
    assert.ok(page.includes('<code>&quot;Gone&quot; &amp; &lt;i&gt;</code>'));
    assert.match(page, /<li class="failed"><span class="sign" aria-hidden="true">✗<\/span>/);
    assert.ok(page.includes('command:vscode.open?%5B%22a%20%5C%22b%5C%22%20%3Cc%3E%22%5D'));
  });

  it('lets the page run only the commands that it shows', () => {
    assert.deepEqual(commandsOf({ results: [fine, failed] }), [
      'ockle.doctor',
      'ockle.copyDoctorReport',
      'ockle.showLog',
      'vscode.open',
    ]);
  });
});
