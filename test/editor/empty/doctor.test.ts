import assert from 'node:assert/strict';
import { askDoctor, assertState } from '../support/doctor.ts';

describe('Ockle: Doctor in an empty folder', () => {
  it('offers to lay a project out', async () => {
    const checks = await askDoctor();
    const { says, links } = assertState(checks, 'Projects', 'warning');
    assert.match(says, /No Ockle project was found/);
    assert.equal(links?.[0]?.command, 'ockle.layOutProject');
    assertState(checks, 'Python', 'ok');
  });
});
