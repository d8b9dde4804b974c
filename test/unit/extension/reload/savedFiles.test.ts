import assert from 'node:assert/strict';
import { isReloadedFile, SavedFiles } from '../../../../extension/reload/savedFiles.ts';

describe('A saved file', () => {
  it('is told of once, whoever speaks of it', () => {
    const saved = new SavedFiles();
    assert.equal(saved.isNew('/p/src/a.ts', '1 20'), true);
    assert.equal(saved.isNew('/p/src/a.ts', '1 20'), false);
    assert.equal(saved.isNew('/p/src/b.ts', '1 20'), true);
    assert.equal(saved.isNew('/p/src/a.ts', '2 20'), true);
    assert.equal(saved.isNew('/p/src/a.ts', '2 21'), true);
  });

  for (const [file, counts] of [
    ['/p/src/plugins/Rota.ts', true],
    ['/p/src/doors.py', true],
    ['/p/src/config/plugins/Rota.ini', true],
    ['/p/etc/config.ini', true],
    ['/p/etc/servers/web1.ini', false],
    ['/p/notes/src/a.ts', false],
    ['/p/source/a.ts', false],
    ['/p/src/.cache/a.ts', false],
    ['/p/src/plugins/.Rota.ts.swp', false],
    ['/q/src/plugins/Rota.ts', false],
  ] as const) {
    it(`${counts ? 'can' : 'cannot'} make plugins differ when it is ${file}`, () => {
      assert.equal(isReloadedFile('/p', file), counts);
    });
  }
});
