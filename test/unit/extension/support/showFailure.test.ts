import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const place = 'extension/support/showFailure.ts';

describe('Telling the user of a failure', () => {
  it('goes through one function, which offers what mends it and the log', () => {
    const files = globSync('extension/**/*.ts', { cwd: root });
    assert.ok(files.includes(place));
    const others = files.filter(
      (file) =>
        file !== place &&
        /show(?:Error|Warning)Message/.test(readFileSync(join(root, file), 'utf8')),
    );
    assert.deepEqual(others, [], `Call showFailure of ${place} in these files.`);
  });
});
