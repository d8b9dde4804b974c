import assert from 'node:assert/strict';
import { childEnvironment } from '../../../../runtime/protocol/childEnvironment.ts';

const daemonEnvironment = (own: Readonly<Record<string, string | undefined>>) =>
  childEnvironment({ ELECTRON_RUN_AS_NODE: '1' }, own);

describe('The environment of a daemon', () => {
  it('holds what a process needs, and that VS Code’s binary has to be Node', () => {
    assert.deepEqual(daemonEnvironment({ PATH: '/bin', HOME: '/root', LANG: undefined }), {
      PATH: '/bin',
      HOME: '/root',
      ELECTRON_RUN_AS_NODE: '1',
    });
  });

  it('knows a name in any case, as Windows writes it', () => {
    const environment = daemonEnvironment({ Path: 'C:\\bin', SystemRoot: 'C:\\Windows' });
    assert.deepEqual([environment['Path'], environment['SystemRoot']], ['C:\\bin', 'C:\\Windows']);
  });

  it('keeps everything else back', () => {
    const secrets = Object.fromEntries(
      [...Array(100).keys()].map((index) => [`CANARY_${index}`, 'secret']),
    );
    const risky = { NODE_OPTIONS: '--require x', LD_PRELOAD: 'x.so', PYTHONSTARTUP: 'x.py' };
    assert.deepEqual(daemonEnvironment({ ...secrets, ...risky }), { ELECTRON_RUN_AS_NODE: '1' });
  });
});
