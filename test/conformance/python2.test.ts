import assert from 'node:assert/strict';
import { temporaryProject } from './support/temporaryProject.ts';
import { openBench } from './support/pluginBench.ts';

const head =
  'from plugins.ModuleTemplate import ModuleTemplate\n\nclass Old(ModuleTemplate):\n    pass\n\n';

describe('A plugin written for Python 2', () => {
  for (const [code, construct, mend] of [
    ['print "hello"', 'the print statement is Python 2.', 'Write print("…") with parentheses.'],
    ['exec "pass"', 'the exec statement is Python 2.', 'Write exec("…") with parentheses.'],
    [
      'try:\n    pass\nexcept ValueError, e:\n    pass',
      '“except X, e” is Python 2.',
      'Write “except X as e:”.',
    ],
    [
      'try:\n    pass\nexcept (OSError, ValueError), e:\n    pass',
      '“except X, e” is Python 2.',
      'Write “except X as e:”.',
    ],
    ['raise ValueError, "text"', '“raise X, text” is Python 2.', 'Write “raise X(text)”.'],
    ['x = 1 <> 2', '“<>” is Python 2.', 'Write “!=”.'],
    ['mode = 0644', 'an octal number with a leading 0 is Python 2.', 'such as 0o644.'],
    ['x = 10L', 'a long number with L is Python 2.', 'Leave the L out.'],
    [
      'import ConfigParser',
      'cannot be imported',
      'ConfigParser of Python 2 is configparser in Python 3.',
    ],
  ] as const) {
    it(`is told what to write instead of: ${code.split('\n').at(-2) ?? code}`, async () => {
      await using folder = await temporaryProject({ 'src/plugins/Old.py': `${head}${code}\n` });
      const bench = await openBench('Old', 'python', { project: folder.path });
      await bench.run();
      await bench.instance.stop();
      const { phase } = bench.instance;
      assert.ok(phase.kind === 'failed');
      const { code: found, message, source } = phase.failure;
      assert.equal(found, 'python-2-code', message);
      assert.ok(message.includes(construct) && message.endsWith(mend), message);
      const lines = code.split('\n');
      const index = Math.max(
        0,
        lines.findIndex((line) => line.startsWith('except')),
      );
      assert.equal(source?.line, 6 + index);
    });
  }

  it('is told of faults in its helper files, too', async () => {
    await using folder = await temporaryProject({
      'src/plugins/Old.py': `import old_helper\n${head}`,
      'src/plugins/old_helper.py': '\nprint "hello"\n',
    });
    const bench = await openBench('Old', 'python', { project: folder.path });
    await bench.run();
    await bench.instance.stop();
    const { phase } = bench.instance;
    assert.ok(phase.kind === 'failed');
    assert.deepEqual(
      [phase.failure.code, phase.failure.source?.file, phase.failure.source?.line],
      ['python-2-code', `${folder.path}/src/plugins/old_helper.py`, 2],
    );
  });
});
