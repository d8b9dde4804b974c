import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { OpState } from '../../../../runtime/plugins/api/index.ts';
import { opStates } from '../../../../runtime/protocol/index.ts';

const python = join(import.meta.dirname, '../../../../runtime/host/python');

describe('OpState, which an author imports', () => {
  it('has the texts that the daemon sends, in TypeScript', () => {
    assert.deepEqual(OpState, opStates);
  });

  it('has the texts that the daemon sends, in Python', async () => {
    const program =
      'import json; from common.common import OpState as o; ' +
      'print(json.dumps({k: v for k, v in vars(o).items() if not k.startswith("_")}))';
    const { stdout } = await promisify(execFile)('python3', ['-B', '-c', program], {
      env: { ...process.env, PYTHONPATH: [python, join(python, 'author_api')].join(delimiter) },
    });
    // The right spelling is there beside the original's.
    assert.deepEqual(JSON.parse(stdout), { ...opStates, SwitchingOn: opStates.SwitcingOn });
  });
});
