import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contributions } from '../../../../extension/contributions.ts';
import { mendsOf, openSetting } from '../../../../extension/support/mends.ts';

const root = join(import.meta.dirname, '..', '..', '..', '..');

describe('The mends of failures', () => {
  const documented = readFileSync(join(root, 'docs', 'failures.md'), 'utf8');
  const codes = [...documented.matchAll(/^\| `([^`]+)` \|/gm)].map(([, code = '']) => code);
  const mended = codes.filter((code) => mendsOf(code).length > 0);

  it('are offered for what a command can mend', () => {
    assert.deepEqual(mendsOf('workspace-not-trusted'), [
      { title: 'Manage Workspace Trust', command: 'workbench.trust.manage' },
    ]);
    assert.deepEqual(mendsOf('python-missing')[0], openSetting('ockle.python.path'));
    assert.deepEqual(mendsOf('a-code-of-a-plugin'), []);
  });

  it('name only commands of ours that there are, and of VS Code', () => {
    const own: readonly string[] = Object.values(contributions.commands);
    const commands = mended.flatMap((code) => mendsOf(code).map(({ command }) => command));
    const strangers = commands.filter(
      (command) => !command.startsWith('workbench.') && !own.includes(command),
    );
    assert.deepEqual(strangers, []);
  });

  it('are two at the most, so that "Show Log" stays in sight', () => {
    assert.deepEqual(
      mended.filter((code) => mendsOf(code).length > 2),
      [],
    );
  });
});
