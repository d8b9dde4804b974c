import assert from 'node:assert/strict';
import { askDoctor, assertState } from '../support/doctor.ts';

describe('Ockle: Doctor in a workspace that is not trusted', () => {
  it('starts no program and says so', async () => {
    const checks = await askDoctor();
    for (const title of ['Node.js', 'Python', 'debugpy']) {
      const { says } = assertState(checks, title, 'skipped');
      assert.match(says, /no program is started before the workspace is trusted/);
    }
    const { links } = assertState(checks, 'Trust', 'warning');
    assert.equal(links?.[0]?.command, 'workbench.trust.manage');
    assertState(checks, 'Settings', 'ok');
  });
});
