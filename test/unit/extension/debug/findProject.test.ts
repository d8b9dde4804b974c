import assert from 'node:assert/strict';
import { findProject } from '../../../../extension/debug/findProject.ts';

function among(...paths: string[]): (path: string) => Promise<boolean> {
  return (path) => Promise.resolve(paths.includes(path));
}

describe('The project of a folder', () => {
  it('is the nearest one upward with etc/config.ini', async () => {
    const exists = among('/a/etc/config.ini', '/a/b/etc/config.ini');
    assert.equal(await findProject('/a/b/src/plugins', exists), '/a/b');
    assert.equal(await findProject('/a/c', exists), '/a');
  });

  it('may have nothing but src/config/plugins', async () => {
    assert.equal(await findProject('/a/src/plugins', among('/a/src/config/plugins')), '/a');
  });

  it('may be missing', async () => {
    assert.equal(await findProject('/a/b', among()), undefined);
  });
});
