import assert from 'node:assert/strict';
import { areTypesOld, loadEditorTypes } from '../../../../runtime/scaffold/index.ts';

const shipped = new Map([
  ['manifest.json', '{"version":"v2","files":["ockle.d.ts","node/fs.d.ts"]}'],
  ['ockle.d.ts', 'export {};'],
  ['node/fs.d.ts', 'declare module "fs" {}'],
]);

function read(path: string): Promise<string> {
  const text = shipped.get(path);
  return text === undefined ? Promise.reject(new Error(path)) : Promise.resolve(text);
}

describe('The editor types of a project', () => {
  it('lie in a folder that git ignores, the stamp last', async () => {
    const { files } = await loadEditorTypes(read);
    assert.deepEqual(
      files.map(({ path }) => path),
      [
        '.ockle/.gitignore',
        '.ockle/types/ockle.d.ts',
        '.ockle/types/node/fs.d.ts',
        '.ockle/types/version',
      ],
    );
    assert.equal(files[0]?.text, '*\n');
  });

  it('are old when their stamp is another one', async () => {
    const types = await loadEditorTypes(read);
    assert.ok(areTypesOld(undefined, types));
    assert.ok(areTypesOld('v1\n', types));
    assert.ok(!areTypesOld('v2\r\n', types));
  });

  it('need a manifest', async () => {
    await assert.rejects(
      loadEditorTypes(() => Promise.resolve('{"version":1}')),
      /manifest/,
    );
  });
});
