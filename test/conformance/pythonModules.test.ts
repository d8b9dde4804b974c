import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { python } from './support/pluginBench.ts';

const run = promisify(execFile);
const folder = fileURLToPath(new URL('python/', import.meta.url));

// What plugins import is Python, and so are its tests; each file is a set of its own.
describe('The modules that Python plugins import', () => {
  const files = readdirSync(folder).filter((name) => name.startsWith('test_'));

  for (const file of files) {
    it(`pass ${file}`, async () => {
      const search = await python.find({ forDebugging: false });
      assert.ok(search.kind !== 'missing');
      const { stderr } = await run(search.python.command, ['-B', file], { cwd: folder });
      assert.match(stderr, /^Ran [1-9]\d* tests? in [^\n]*\n\nOK$/m, stderr);
    });
  }
});
