import assert from 'node:assert/strict';
import { toRowId, toRowPlace } from '../../../../../extension/views/serverTree/rowId.ts';

describe('A row id', () => {
  for (const name of ['psu1', 'a/b', '%2F', 'lab pc', '', '\ud800', '__proto__'])
    it(`reads back ${JSON.stringify(name)}`, () => {
      const place = { kind: 'outlet', project: '/p', server: name, name, repeat: 1 } as const;
      assert.deepEqual(toRowPlace(toRowId(place)), place);
      const server = { kind: 'server', project: '/p', server: name } as const;
      assert.deepEqual(toRowPlace(toRowId(server)), server);
    });

  it('reads back a project', () => {
    const place = { kind: 'project', project: '/home/me/100% lab' } as const;
    assert.deepEqual(toRowPlace(toRowId(place)), place);
  });

  it('is no place when it is something else', () => {
    assert.equal(toRowPlace('p/nonsense/x'), undefined);
  });
});
